import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { templateProblem } from '../../mail/render';
import { PLACEHOLDERS } from '../../mail/templates';
import { currentLocale } from '../../utils/problems';

declare const strapi: Core.Strapi;

type Event = { params: { data: { subject?: string; body?: string } } };

/** A template with a placeholder that does not exist would leave a hole in every mail: it is refused when it is saved. */
const check = (event: Event) => {
  const { subject = '', body = '' } = event.params.data;
  const problem = templateProblem(subject, PLACEHOLDERS) ?? templateProblem(body, PLACEHOLDERS);
  if (!problem) return;
  const known = PLACEHOLDERS.map((name) => `{{${name}}}`).join(', ');
  throw new errors.ApplicationError(
    currentLocale(strapi) === 'fr'
      ? `Ce modèle contient « ${problem} », qui n’est pas reconnu. Vous pouvez utiliser : ${known}.`
      : `This template holds “${problem}”, which is not known. You can use: ${known}.`
  );
};

export default { beforeCreate: check, beforeUpdate: check };
