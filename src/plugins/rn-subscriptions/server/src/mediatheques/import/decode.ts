import { ImportFileError } from './problem';

const startsWith = (bytes: Uint8Array, ...start: number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

const convert = (encoding: string) =>
  `Convertissez-le en UTF-8, par exemple : iconv -f ${encoding} -t UTF-8 FICHIER > FICHIER-utf8.csv`;

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

/** Number (from 1) of the first line that is not UTF-8. A line break is never part of a longer character, so lines can be read one by one. */
const firstBrokenLine = (bytes: Uint8Array): number => {
  for (let start = 0, line = 1; ; line += 1) {
    const end = bytes.indexOf(0x0a, start);
    if (end === -1 || !isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
  }
};

/**
 * The text of a file, without its byte-order mark. Throws {@link ImportFileError} for a file that is empty or not text
 * in UTF-8: accents read in a wrong encoding would end in the names that patrons choose from.
 */
export const decode = (bytes: Uint8Array): string => {
  if (bytes.length === 0) throw new ImportFileError('Le fichier est vide.');
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) {
    throw new ImportFileError(
      'Le fichier est un classeur (Excel, LibreOffice). Enregistrez-le au format « CSV UTF-8 », séparateur « ; ».'
    );
  }
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff) || bytes.includes(0)) {
    throw new ImportFileError(`Le fichier est en UTF-16, et non en UTF-8. ${convert('UTF-16')}`);
  }
  if (!isUtf8(bytes)) {
    throw new ImportFileError(
      `Ligne ${firstBrokenLine(bytes)} : le fichier n’est pas en UTF-8, sans doute en Latin-1 (Windows-1252). ${convert('WINDOWS-1252')}`
    );
  }
  const text = new TextDecoder('utf-8').decode(bytes);
  const lost = text.indexOf('\uFFFD');
  if (lost !== -1) {
    const line = text.slice(0, lost).split('\n').length;
    throw new ImportFileError(
      `Ligne ${line} : une lettre accentuée a été perdue (« \uFFFD ») lors d’une conversion. Repartez du fichier d’origine.`
    );
  }
  return text;
};
