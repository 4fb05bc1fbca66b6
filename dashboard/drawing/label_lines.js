// @ts-check
// Labels in a drawing, which does not break a line by itself.

/**
 * Breaks a text over as many lines of so many characters as it needs. `isBroken`: a word that is longer than a line,
 * such as an address, is broken too.
 * @param {string} words
 * @param {number} most
 */
export function wrapped(words, most, isBroken = false) {
  const found = [""];
  const longest = isBroken ? most : Number.POSITIVE_INFINITY;
  const pieces = words.split(" ").flatMap((word) => (word.length > longest ? inPieces(word, most) : [word]));
  for (const word of pieces) {
    const last = found[found.length - 1];
    if (!last || `${last} ${word}`.length <= most) found[found.length - 1] = last ? `${last} ${word}` : word;
    else found.push(word);
  }
  return found;
}

/**
 * @param {string} word
 * @param {number} most
 */
const inPieces = (word, most) =>
  Array.from({ length: Math.ceil(word.length / most) }, (_, place) => word.slice(place * most, (place + 1) * most));

/**
 * Breaks a label over at most two lines of so many characters; what does not fit is left out.
 * @param {string} words
 * @param {number} most
 */
export function lines(words, most) {
  const found = wrapped(words, most);
  if (found.length <= 2) return found;
  const rest = found.slice(1).join(" ");
  return [found[0], `${rest.slice(0, most - 1).trimEnd()}…`];
}
