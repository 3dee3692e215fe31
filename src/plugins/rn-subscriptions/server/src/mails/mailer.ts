import type { Core } from '@strapi/strapi';
import { formatDate } from '../../../shared/calendar-date';
import { isMinor } from '../../../shared/guardian';
import { MAIL_GOES_TO } from '../../../shared/mail-receivers';
import { PLUGIN_ID } from '../../../shared/permissions';
import { MOST_REGISTRATIONS } from '../../../shared/limits';
import type { Settings } from '../config/options';
import { render, type Values } from './texts/render';
import { addressOf } from './receiver';
import { StoppedByHostError, UndeliverableError } from './retry';
import { BUILT_IN, withAccountLink } from './texts/templates';
import type { Template } from './texts/template';
import { addressesIn } from '../installation/addresses';
import { getService } from '../service';
import { UIDS } from '../uids';
import { uniquePresent } from '../utils/unique-present';
import { ACCOUNT, type Account } from '../accounts/account-links';
import type { Mediatheque } from '../mediatheques/mediatheques';
import type { OutboxMail } from './outbox-mail';
import type { StoredRegistration } from '../registrations/stored-registration';

type Receiver = { name: string; address: string };
type Stored = Pick<StoredRegistration, (typeof PERSON)[number]> & { account: Account | null };

/** What mails are about, as it is stored: registrations and libraries by their documentId, accounts by their id. */
type Subjects = {
  registrations: Map<string | null, Stored>;
  accounts: Map<number | null, Account>;
  mediatheques: Map<string | undefined, Mediatheque>;
  templates: StoredTemplate[];
};
type StoredTemplate = Template & Pick<OutboxMail, 'kind' | 'language'>;

const PERSON = ['documentId', 'firstName', 'lastName', 'email', 'birthDate', 'guardianName'] as const;

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const option = <Name extends keyof Settings>(name: Name) => strapi.plugin(PLUGIN_ID).config<Settings[Name]>(name);

  const templateOf = ({ kind, language }: OutboxMail, { templates }: Subjects): Template =>
    templates.find((one) => one.kind === kind && one.language === language) ?? BUILT_IN[kind][language];

  /** Whom a mail about a minor speaks to; who has grown up since reads their own mails. */
  const guardianNameOf = ({ guardianName, birthDate }: Stored): string | undefined =>
    guardianName && isMinor({ birthDate, minorAge: option('minorAge'), day: getService(strapi, 'clock').today() })
      ? guardianName
      : undefined;

  const receiverOf = (input: {
    mail: OutboxMail;
    registration: Stored | null;
    account: Account | null;
    mediatheque: Mediatheque | null;
  }): Receiver => {
    const { mail, registration, mediatheque } = input;
    const address = addressOf({ ...input, networkEmail: option('networkEmail') });
    switch (MAIL_GOES_TO[mail.kind]) {
      case 'account':
      case 'newAddress':
        if (!address) throw new UndeliverableError('ACCOUNT_GONE');
        return { name: '', address };
      case 'patron':
      case 'formerAddress':
        if (!registration || !address) throw new UndeliverableError('REGISTRATION_GONE');
        return { name: guardianNameOf(registration) ?? `${registration.firstName} ${registration.lastName}`, address };
      case 'library':
      case 'formerLibraryAddress':
        if (mail.registration && !registration) throw new UndeliverableError('REGISTRATION_GONE');
        if (!address) throw new UndeliverableError('LIBRARY_WITHOUT_ADDRESS');
        return { name: mediatheque?.label ?? '', address };
    }
  };

  /** Only in mails to the account's own address, or to the one that it moves to: whoever else gets one proves nothing by reading it. */
  const accountLinkOf = async ({ kind, language, documentId }: OutboxMail, to: Receiver, account: Account | null) => {
    const always = kind === 'account-link' || kind === 'confirm-new-address';
    const untilOpen =
      (kind === 'receipt' || kind === 'validated') && !account?.confirmed && account?.email === to.address;
    return account && (always || untilOpen)
      ? getService(strapi, 'accountLinks').linkFor({ account, address: to.address, mail: documentId, language })
      : undefined;
  };

  /** Those who wait for a word of its owner, where nobody has opened the account; everybody, where it moves. */
  const peopleOf = async ({ kind, language }: OutboxMail, account: Account | null) => {
    const names = account && (kind === 'confirm-new-address' || (kind === 'account-link' && !account.confirmed));
    return names ? getService(strapi, 'accountLinks').standingsOf(account.id, language) : undefined;
  };

  return {
    /** What these mails are about, in as many queries as for one. */
    async subjectsOf(mails: OutboxMail[]): Promise<Subjects> {
      const documentIds = uniquePresent(mails.map((mail) => mail.registration));
      const accountIds = uniquePresent(mails.map((mail) => mail.accountId));
      const [registrations, accounts, mediatheques, templates]: [
        Stored[],
        Account[],
        Map<string, Mediatheque>,
        StoredTemplate[],
      ] = await Promise.all([
        documentIds.length === 0
          ? []
          : strapi.db.query(UIDS.registration).findMany({
              where: { documentId: { $in: documentIds } },
              select: [...PERSON],
              populate: { account: { select: ACCOUNT } },
            }),
        accountIds.length === 0
          ? []
          : strapi.db.query(UIDS.account).findMany({ where: { id: { $in: accountIds } }, select: ACCOUNT }),
        getService(strapi, 'mediatheques').byDocumentIds(uniquePresent(mails.map((mail) => mail.facts?.mediatheque))),
        strapi.db
          .query(UIDS.mailTemplate)
          .findMany({ where: { kind: { $in: uniquePresent(mails.map((mail) => mail.kind)) } } }),
      ]);
      return {
        registrations: new Map(registrations.map((one) => [one.documentId, one])),
        accounts: new Map(accounts.map((one) => [one.id, one])),
        mediatheques,
        templates,
      };
    },

    /**
     * Writes and sends a queued mail about its `subjects`; `reason` is the refusal's, where this process knows it. Throws
     * what the SMTP server answered, or {@link UndeliverableError} where there is nobody to send it to.
     */
    async send({ mail, subjects, reason }: { mail: OutboxMail; subjects: Subjects; reason?: string }): Promise<void> {
      const registration = subjects.registrations.get(mail.registration) ?? null;
      const account = subjects.accounts.get(mail.accountId) ?? registration?.account ?? null;
      const mediatheque = subjects.mediatheques.get(mail.facts?.mediatheque) ?? null;
      const to = receiverOf({ mail, registration, account, mediatheque });

      const opening = await accountLinkOf(mail, to, account);
      const subject = {
        kind: mail.kind,
        language: mail.language,
        registration: mail.registration,
        mediatheque: mail.facts?.mediatheque ?? null,
      };
      const date = (day: string | null | undefined) => (day ? formatDate(day, mail.language) : undefined);
      const { adminUrl, websiteUrl } = addressesIn(strapi);
      const values: Values = {
        patronName: registration ? `${registration.firstName} ${registration.lastName}` : undefined,
        firstName: registration?.firstName,
        people: await peopleOf(mail, account),
        askedFor: mail.facts?.asked
          ? ((await getService(strapi, 'askedPeople').named(mail.facts.asked)) ?? undefined)
          : undefined,
        mostPeople: mail.facts?.isFull ? String(MOST_REGISTRATIONS) : undefined,
        signInAddress: mail.facts?.signsIn ? mail.facts.to : undefined,
        keptAccount: account && !account.madeBySubscriptions ? account.email : undefined,
        newAddress: mail.facts?.newAddress ?? undefined,
        guardianName: registration ? guardianNameOf(registration) : undefined,
        mediatheque: mediatheque?.label,
        validFrom: date(mail.facts?.validFrom),
        expiresOn: date(mail.facts?.expiresOn),
        registeredOn: date(mail.facts?.registeredOn),
        erasedFrom: date(mail.facts?.erasedFrom),
        reason,
        requestLink: `${adminUrl}/plugins/${PLUGIN_ID}?patron=${mail.registration}`,
        websiteLink: websiteUrl,
        accountLink: opening?.link,
        accountCode: opening?.code,
        networkName: option('networkName'),
        ...(await getService(strapi, 'host').valuesOf(subject)),
      };
      const words = await getService(strapi, 'host').reworded({
        ...subject,
        ...render({
          template: withAccountLink({ template: templateOf(mail, subjects), values, language: mail.language }),
          values,
          locale: mail.language,
        }),
      });
      if (!words) throw new StoppedByHostError();
      const { defaultFrom, defaultReplyTo } = strapi.config.get<{ defaultFrom: string; defaultReplyTo: string }>(
        'plugin::email.settings'
      );
      // Whose address was changed asks the network, not the new address.
      const toLibrary = ['library', 'formerLibraryAddress'].includes(MAIL_GOES_TO[mail.kind]);
      const answer = await strapi
        .plugin('email')
        .service('email')
        .send({
          from: defaultFrom,
          // Never as a text, nor its address as an envelope's: nodemailer reads a list of receivers in those.
          to,
          replyTo: toLibrary ? defaultReplyTo : mediatheque?.email || option('networkEmail') || defaultReplyTo,
          ...words,
          headers: { 'Auto-Submitted': 'auto-generated' },
          messageId: `<${mail.documentId}@${defaultFrom.replace(/^.*@|>.*$/g, '')}>`,
        });
      // The relay may accept the message and refuse its only receiver.
      if (answer?.rejected?.length > 0) throw new UndeliverableError('RECEIVER_REFUSED');
    },
  };
};
