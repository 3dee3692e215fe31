export type ImageType = 'image/png' | 'image/jpeg' | 'image/webp';

/** The names under which a file of a type is served as what it is. */
const EXTENSIONS: Record<ImageType, RegExp> = {
  'image/png': /\.png$/i,
  'image/jpeg': /\.jpe?g$/i,
  'image/webp': /\.webp$/i,
};
/** How many bytes {@link imageTypeOf} reads. */
export const SIGNATURE_LENGTH = 12;

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

/** The type that the first bytes of a file say it has, if it is one of the images that may be uploaded. */
export const imageTypeOf = (bytes: Uint8Array): ImageType | null => {
  const start = latin1(bytes.subarray(0, SIGNATURE_LENGTH));
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  return /^RIFF[^]{4}WEBP/.test(start) ? 'image/webp' : null;
};

/** Whether a file of this type and name is served as that type: a name decides what a browser makes of it. */
export const namesImage = ({ type, name }: { type: ImageType; name: string }): boolean => EXTENSIONS[type].test(name);

/** Whether what is served as `contentType` is such an image. */
export const isImageType = (contentType: string): contentType is ImageType => Object.hasOwn(EXTENSIONS, contentType);
