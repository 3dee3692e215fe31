import { open } from 'node:fs/promises';
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context, Next } from 'koa';
import { answer } from '../../../shared/messages/answers';
import { imageTypeOf, namesImage, SIGNATURE_LENGTH } from '../utils/image-type';
import { currentLocale } from '../requests/errors';

type ReceivedFile = { filepath: string; originalFilename: string | null };

const firstBytes = async (filepath: string): Promise<Uint8Array> => {
  const file = await open(filepath);
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(SIGNATURE_LENGTH), 0, SIGNATURE_LENGTH, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
};

/** Whether a file is an image by what it holds, and named as what it is. */
const isImage = async (strapi: Core.Strapi, { filepath, originalFilename }: ReceivedFile): Promise<boolean> => {
  const type = imageTypeOf(await firstBytes(filepath));
  if (type === null || !namesImage({ type, name: originalFilename ?? '' })) return false;
  // Strapi stores what it cannot decode as it came, for a file of another kind.
  return strapi.plugin('upload').service('image-manipulation').isImage({ filepath });
};

/**
 * Refuses a file that is no PNG, JPEG or WebP image by its content and its name, new or in the place of another. Strapi's
 * own `allowedTypes` go by the name where the content says nothing, and by the content where the type that a browser
 * declares says nothing: a script named `.png` and an image named `.html` pass it.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) =>
  async (ctx: Context, next: Next) => {
    const { files } = ctx.request as { files?: Record<string, ReceivedFile | ReceivedFile[]> };
    for (const file of Object.values(files ?? {}).flat()) {
      if (!(await isImage(strapi, file))) throw new errors.ValidationError(answer('imagesOnly', currentLocale(strapi)));
    }
    return next();
  };
