// Texts of the atlas whose numbers are filled in here.

export const filled = (text, values) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
export const numbered = (texts, count, values) =>
  filled(count === 0 && texts.none ? texts.none : count === 1 ? texts.one : texts.many, {
    number_count: count,
    ...values,
  });

// A text with a number, in each of its forms; no number that can stand there is wider.
export const WIDEST = 888;
export const anyForm = (texts, values) => [0, 1, WIDEST].map((count) => numbered(texts, count, values));
export const longest = (texts) => texts.reduce((found, one) => (one.length > found.length ? one : found), "");
