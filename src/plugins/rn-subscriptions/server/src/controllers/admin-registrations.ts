import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';
import { ORDERS, SORTS, type HistoryAnswer, type MeAnswer } from '../../../shared/contracts/admin';
import { answer } from '../../../shared/messages/answers';
import { PERMISSIONS, PLUGIN_ID } from '../../../shared/permissions';
import { documentId, PERSON } from '../../../shared/person';
import { STATES, STATUSES } from '../../../shared/registration-state';
import { exportColumns } from '../registrations/list/export-columns';
import { getService } from '../service';
import type { AdminState } from '../requests/admin-state';
import { PAGE } from '../requests/page';
import { ConflictError, currentLocale, ImpossibleError, parse, routeId } from '../requests/errors';

const filters = {
  search: z.string().max(200, 'tooLong').optional(),
  status: z.enum(STATUSES).optional(),
  mediatheque: documentId.optional(),
  sort: z.enum(SORTS).optional(),
  order: z.enum(ORDERS).optional(),
};
const listQuery = z.strictObject({ ...filters, ...PAGE });
const exportQuery = z.strictObject(filters);

const reason = z
  .string()
  .trim()
  .max(2000, 'tooLong')
  .refine((text) => !/[^\P{Cc}\n\r\t]/u.test(text), 'controlCharacters')
  .transform((text) => text.replace(/\r\n?/g, '\n'));

const save = z
  .strictObject({ ...PERSON, state: z.enum(STATES), validFrom: z.string().nullable(), refusalReason: reason })
  .partial()
  .extend({ version: z.int(), joinsAccount: z.literal(true).optional() });

const mayFollowMails = (ctx: Context): boolean =>
  PERMISSIONS.undelivered.some(({ action }) => ctx.state.userAbility.can(action));

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const scopeOf = (ctx: Context) => getService(strapi, 'scopes').of(ctx.state as AdminState);

  /** The registration of the address, if it is in the reader's scope; the same 404 for another library's and for none. */
  const findInScope = async (ctx: Context) => {
    const locale = currentLocale(strapi);
    const found = await getService(strapi, 'registrations').find(await scopeOf(ctx), routeId(ctx, locale));
    if (!found) throw new errors.NotFoundError(answer('notFound', locale));
    return found;
  };

  return {
    async me(ctx: Context): Promise<MeAnswer> {
      const scope = await scopeOf(ctx);
      const service = getService(strapi, 'mediatheques');
      const mediatheques = await service.list(scope.wholeNetwork ? null : scope.mediatheques);
      const plugin = strapi.plugin(PLUGIN_ID);
      return {
        data: {
          wholeNetwork: scope.wholeNetwork,
          mediatheques: mediatheques.map((row) => ({ documentId: row.documentId, label: row.label })),
          networkName: plugin.config<string>('networkName'),
          networkEmail: plugin.config<string>('networkEmail') || null,
          today: getService(strapi, 'clock').today(),
          timeZone: plugin.config<string>('timeZone'),
          undelivered: mayFollowMails(ctx) ? await getService(strapi, 'undelivered').summary() : null,
        },
      };
    },

    async find(ctx: Context) {
      const query = parse(listQuery, ctx.query, currentLocale(strapi));
      return getService(strapi, 'registrations').list(await scopeOf(ctx), query);
    },

    async findOne(ctx: Context) {
      return { data: await getService(strapi, 'registrations').readDetail(await findInScope(ctx)) };
    },

    async mails(ctx: Context) {
      return { data: await getService(strapi, 'registrations').mails(await findInScope(ctx)) };
    },

    async history(ctx: Context): Promise<HistoryAnswer> {
      return { data: await getService(strapi, 'history').of(await findInScope(ctx)) };
    },

    async sendAgain(ctx: Context) {
      const registration = await findInScope(ctx);
      const locale = currentLocale(strapi);
      const mail = documentId.safeParse(ctx.params.mail);
      if (!mail.success) throw new errors.NotFoundError(answer('mailNotFound', locale));
      const unsent = () =>
        getService(strapi, 'undelivered').sendAgain({ registration: registration.documentId, documentId: mail.data });
      const sent = () => getService(strapi, 'mailsAgain').send({ registration, documentId: mail.data });
      try {
        if (!((await unsent()) || (await sent()))) throw new errors.NotFoundError(answer('mailNotFound', locale));
      } catch (error) {
        if (error instanceof ImpossibleError) return ctx.conflict(answer(error.code, locale));
        throw error;
      }
      ctx.status = 204;
    },

    async update(ctx: Context) {
      const locale = currentLocale(strapi);
      const id = routeId(ctx, locale);
      const request = parse(save, ctx.request.body, locale);
      try {
        return await getService(strapi, 'decisions').save(await scopeOf(ctx), id, request);
      } catch (error) {
        if (error instanceof ConflictError) return ctx.conflict(answer('conflict', locale), { current: error.current });
        throw error;
      }
    },

    async erase(ctx: Context) {
      const locale = currentLocale(strapi);
      const erased = await getService(strapi, 'erasure').fromScope(await scopeOf(ctx), routeId(ctx, locale));
      if (!erased) throw new errors.NotFoundError(answer('notFound', locale));
      await getService(strapi, 'erasure').cleanUp();
      ctx.status = 204;
    },

    async export(ctx: Context) {
      const locale = currentLocale(strapi);
      const query = parse(exportQuery, ctx.query, locale);
      const rows = getService(strapi, 'registrations').all(await scopeOf(ctx), query);
      const { header, toLine } = exportColumns(locale);
      const csv = stringify({
        header: true,
        columns: header,
        delimiter: ';',
        bom: true,
        record_delimiter: 'windows',
        escape_formulas: true,
      });
      ctx.attachment(`abonnes-${getService(strapi, 'clock').today()}.csv`);
      ctx.type = 'text/csv; charset=utf-8';
      ctx.body = Readable.from(rows)
        .map(toLine)
        .on('error', (error) => csv.destroy(error))
        .pipe(csv);
    },
  };
};
