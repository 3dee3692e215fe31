import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import accessLog from './access-log';
import bodyErrors from './body-errors';
import filesDoor from './files-door';
import harmlessUploads from './harmless-uploads';
import imagesOnly from './images-only';
import noSecretInQueries from './no-secret-in-queries';
import notStored from './not-stored';
import ownDeleteBody from './own-delete-body';
import readableQuery from './readable-query';
import readableText from './readable-text';
import refusals from './refusals';
import smallBody from './small-body';
import unloggedQuery from './unlogged-query';
import { onOwnRequests } from '../requests/own-requests';

type Factory = (config: unknown, given: { strapi: Core.Strapi }) => (ctx: Context, next: Next) => unknown;

/** One that a guest runs for the plugin's own requests only. */
const own =
  (factory: Factory): Factory =>
  (config, { strapi }) =>
    onOwnRequests(strapi, factory(config, { strapi }));

export default {
  'access-log': accessLog,
  'body-errors': own(bodyErrors),
  'files-door': filesDoor,
  'harmless-uploads': harmlessUploads,
  'images-only': imagesOnly,
  'no-secret-in-queries': own(noSecretInQueries),
  'not-stored': notStored,
  'own-delete-body': ownDeleteBody,
  'readable-query': own(readableQuery),
  'readable-text': own(readableText),
  refusals,
  'small-body': smallBody,
  'unlogged-query': unloggedQuery,
};
