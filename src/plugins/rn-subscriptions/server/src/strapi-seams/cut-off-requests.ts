import type { Core } from '@strapi/strapi';
import { codeOf } from '../utils/error-code';

/** How Node names a connection that ended before its request did. */
const CUT_OFF = ['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'HPE_INVALID_EOF_STATE', 'ERR_STREAM_PREMATURE_CLOSE'];

/** Keeps koa from writing a stack trace for every request whose sender has hung up: anybody may, as often as they like. */
export const ignoreCutOffRequests = (strapi: Core.Strapi): void => {
  const { app } = strapi.server;
  const report = app.onerror.bind(app);
  app.onerror = (error) => {
    if (!CUT_OFF.includes(codeOf(error))) report(error);
  };
};
