import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { MailKind } from '../../../../shared/contracts/admin';
import { TEMPLATE_EXISTS, UNKNOWN_PLACEHOLDER } from '../../../../shared/messages/editors';
import { caseProblem, caseSentence } from '../../mails/texts/cases';
import { templateProblem } from '../../mails/texts/render';
import { PLACEHOLDERS } from '../../mails/texts/template';
import { getService } from '../../service';
import { UIDS } from '../../uids';
import { currentLocale } from '../../requests/errors';

declare const strapi: Core.Strapi;

type Template = { id?: number; kind?: MailKind; language?: string; subject?: string; body?: string };
type Event = { params: { data: Template; where?: Record<string, unknown> } };

/** A template with a placeholder that does not exist would leave a hole in every mail: it is refused when it is saved. */
const check = (event: Event) => {
  const { subject = '', body = '' } = event.params.data;
  const names = [...PLACEHOLDERS, ...getService(strapi, 'host').mailVariables()];
  const problem = templateProblem(subject, names) ?? templateProblem(body, names);
  if (!problem) return;
  const known = names.map((name) => `{{${name}}}`).join(', ');
  throw new errors.ApplicationError(UNKNOWN_PLACEHOLDER[currentLocale(strapi)](problem, known));
};

/** A mail that is empty, or lacks its link, in one case among many is sent in that case: each is written once when the template is saved. */
const checkCases = ({ kind, subject = '', body = '' }: Template) => {
  const problem = kind ? caseProblem({ kind, template: { subject, body } }) : null;
  if (problem) throw new errors.ApplicationError(caseSentence(problem, currentLocale(strapi)));
};

/** One version of a mail and language: said in words here, and held by the unique index where two save at once. */
const refuseSecond = async (data: Template, before: Template | null) => {
  const kind = data.kind ?? before?.kind;
  const language = data.language ?? before?.language ?? 'fr';
  const others = await strapi.db
    .query(UIDS.mailTemplate)
    .count({ where: { kind, language, id: { $ne: before?.id ?? 0 } } });
  if (others === 0) return;
  throw new errors.ApplicationError(TEMPLATE_EXISTS[currentLocale(strapi)]);
};

export default {
  async beforeCreate(event: Event) {
    check(event);
    checkCases(event.params.data);
    await refuseSecond(event.params.data, null);
  },

  async beforeUpdate(event: Event) {
    check(event);
    const before = await strapi.db.query(UIDS.mailTemplate).findOne({ where: event.params.where });
    checkCases({ ...before, ...event.params.data });
    await refuseSecond(event.params.data, before);
  },
};
