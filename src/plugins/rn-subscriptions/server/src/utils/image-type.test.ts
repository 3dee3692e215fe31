import { imageTypeOf, isImageType, namesImage } from './image-type';

const bytes = (text: string) => Buffer.from(text, 'latin1');

test.each([
  ['\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'image/png'],
  ['\xff\xd8\xff\xe0\0\x10JFIF', 'image/jpeg'],
  ['RIFF\x24\0\0\0WEBPVP8 ', 'image/webp'],
  ['RIFF\n\r\u2028\0WEBPVP8 ', 'image/webp'],
  ['<svg xmlns="http://www.w3.org/2000/svg"/>', null],
  ['<script>/*\x89PNG\r\n\x1a\n*/</script>', null],
  ['GIF89a=1/*', null],
  ['RIFF\x24\0\0\0WAVEfmt ', null],
  ['\x89PNG', null],
  ['', null],
])('%j is %s', (start, type) => {
  expect(imageTypeOf(bytes(start))).toBe(type);
});

test('a name belongs to one type', () => {
  expect(namesImage({ type: 'image/png', name: 'Logo.PNG' })).toBe(true);
  expect(namesImage({ type: 'image/jpeg', name: 'logo.jpeg' })).toBe(true);
  for (const name of ['logo.html', 'logo.png.html', 'logo', 'logo.png ', 'logo.jpg'])
    expect(namesImage({ type: 'image/png', name })).toBe(false);
  expect(isImageType('image/webp')).toBe(true);
  for (const type of ['image/svg+xml', 'toString', '']) expect(isImageType(type)).toBe(false);
});
