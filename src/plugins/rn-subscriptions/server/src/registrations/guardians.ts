import type { Core } from '@strapi/strapi';
import type { OwnGuardian, SignUpTermsAnswer } from '../../../shared/contracts/public';
import type { PersonRequest } from '../../../shared/contracts/public-requests';
import { guardianProblems, isMinor, type Guardian } from '../../../shared/guardian';
import { CURRENT_WORDING, wordingText } from '../../../shared/guardian-wordings';
import type { Locale } from '../../../shared/messages/locale';
import { PLUGIN_ID } from '../../../shared/permissions';
import { getService } from '../service';
import { currentLocale, invalid } from '../requests/errors';

/** The guardian of a stored registration as its patron reads it; null where there is none. */
export const guardianOf = ({
  guardianName: name,
  guardianAgreedOn: agreedOn,
  guardianWording: wording,
}: Guardian): OwnGuardian | null => (name && agreedOn && wording ? { name, agreedOn, wording } : null);

/** The agreement of a minor's parent or guardian. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** The age, in years, below which a guardian agrees; 0: never. */
  minorAge: (): number => strapi.plugin(PLUGIN_ID).config<number>('minorAge'),

  /** What a page has to know of it before anybody types, in a reader's language. */
  terms(locale: Locale): SignUpTermsAnswer['data'] {
    return {
      minorAge: this.minorAge(),
      guardianWording: { version: CURRENT_WORDING, text: wordingText(CURRENT_WORDING, locale)! },
      timeZone: strapi.plugin(PLUGIN_ID).config<string>('timeZone'),
    };
  },

  /** What was sent of a person a while ago, without the guardian whom nobody needs any longer. */
  asNeeded({ guardianName, guardianWording, ...person }: PersonRequest): PersonRequest {
    const isNeeded = isMinor({
      birthDate: person.birthDate,
      minorAge: this.minorAge(),
      day: getService(strapi, 'clock').today(),
    });
    return isNeeded ? { ...person, guardianName, guardianWording } : person;
  },

  /** Throws a 400 where what a patron sends is of somebody who is not born yet, lacks the guardian that a minor needs, or names one that nobody needs; `held` is what the registration holds. */
  require({ given, held }: { given: Partial<PersonRequest>; held?: Guardian & { birthDate: string } }): void {
    const birthDate = given.birthDate ?? held!.birthDate;
    const today = getService(strapi, 'clock').today();
    const problems =
      birthDate > today
        ? [{ field: 'birthDate', code: 'futureDate' }]
        : guardianProblems({ birthDate, given, held, minorAge: this.minorAge(), today });
    if (problems.length > 0) throw invalid(problems, currentLocale(strapi));
  },
});
