// @ts-check
// Words inside a PNG, where a program that shows or keeps pictures finds them: one iTXt chunk each, before the last one.

const LAST = 12; // the chunk that ends a PNG: its length, its name, its sum

/**
 * @param {Blob} png
 * @param {Record<string, string>} told a text by its keyword (Latin letters)
 */
export async function withText(png, told) {
  const chunks = Object.entries(told).map(([keyword, text]) => chunk(keyword, text));
  const end = png.size - LAST;
  return new Blob([png.slice(0, end), ...chunks, png.slice(end)], { type: png.type });
}

/**
 * @param {string} keyword
 * @param {string} text
 */
function chunk(keyword, text) {
  const utf8 = new TextEncoder();
  // after the keyword: not compressed, no language, no translated keyword
  const inside = new Uint8Array([...utf8.encode(`iTXt${keyword}`), 0, 0, 0, 0, 0, ...utf8.encode(text)]);
  const whole = new Uint8Array(inside.length + 8);
  const view = new DataView(whole.buffer);
  view.setUint32(0, inside.length - 4);
  whole.set(inside, 4);
  view.setUint32(inside.length + 4, sum(inside));
  return whole;
}

/**
 * The sum by which a reader of PNG checks a chunk (CRC-32).
 * @param {Uint8Array} bytes
 */
function sum(bytes) {
  let found = 0xffffffff;
  for (const byte of bytes) {
    found ^= byte;
    for (let bit = 0; bit < 8; bit += 1) found = (found >>> 1) ^ (found & 1 ? 0xedb88320 : 0);
  }
  return (found ^ 0xffffffff) >>> 0;
}
