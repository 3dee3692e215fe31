import accessLog from './access-log';
import bodyErrors from './body-errors';
import filesDoor from './files-door';
import harmlessUploads from './harmless-uploads';
import imagesOnly from './images-only';
import noSecretInQueries from './no-secret-in-queries';
import notStored from './not-stored';
import readableQuery from './readable-query';
import readableText from './readable-text';
import refusals from './refusals';
import smallBody from './small-body';

export default {
  'access-log': accessLog,
  'body-errors': bodyErrors,
  'files-door': filesDoor,
  'harmless-uploads': harmlessUploads,
  'images-only': imagesOnly,
  'no-secret-in-queries': noSecretInQueries,
  'not-stored': notStored,
  'readable-query': readableQuery,
  'readable-text': readableText,
  refusals,
  'small-body': smallBody,
};
