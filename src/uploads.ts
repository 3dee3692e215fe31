/** What editors may upload: the logos of resources and libraries. Nothing among it runs anything in a browser. */
export const IMAGE_TYPES = ['image/png', 'image/jpeg', 'image/webp'];
/** In bytes; a photograph of a telephone has about five million. */
export const LARGEST_FILE = 10 * 1024 * 1024;
