// @ts-check
// Labels in a drawing, which does not break a line by itself.

/**
 * Breaks a text over as many lines of so many characters as it needs.
 * @param {string} words
 * @param {number} most
 */
export function wrapped(words, most) {
  const found = [""];
  for (const word of words.split(" ")) {
    const last = found[found.length - 1];
    if (!last || `${last} ${word}`.length <= most) found[found.length - 1] = last ? `${last} ${word}` : word;
    else found.push(word);
  }
  return found;
}

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
