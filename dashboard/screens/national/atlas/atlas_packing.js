// @ts-check
// Numbers in a short text, as ../packing.py writes them.

/**
 * Reads the numbers of a packed text one by one: base 128, the lowest part first.
 * @param {string} text
 */
export function numbersIn(text) {
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  let at = 0;
  const next = () => {
    let [value, times, byte] = [0, 1, 0];
    do {
      byte = bytes[at];
      at += 1;
      value += (byte & 127) * times;
      times *= 128;
    } while (byte & 128);
    return value;
  };
  return { next, isEmpty: () => at >= bytes.length };
}
