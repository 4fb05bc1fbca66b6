// @ts-check
// Which municipalities the grid shows, and in which order.

/** @typedef {import("./grid.js").Row} Row */

/** @type {Record<string, number>} */
const RANKS = { f: 0, s: 1, n: 2, r: 3, a: 4 };

/**
 * A text without accents and capitals.
 * @param {string} text
 */
const folded = (text) =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLocaleLowerCase();

/**
 * All but the own one that have what was typed in a name of theirs; what is unknown stands last, either way.
 * @param {import("./grid.js").Grid} data
 * @param {import("./grid.js").State} state
 */
export function ordered({ rows, columns, steps, language }, { by, isDown, query }) {
  const step = steps.findIndex((_, place) => `step${place}` === by);
  const column = columns.findIndex(({ key }) => key === by);
  const worth = (/** @type {Row} */ row) => {
    if (by === "name") return row.name.replace(/^'/, "");
    if (step >= 0) return RANKS[row.marks[step]] * 2 + (row.stale[step] === "1" ? 1 : 0);
    return column < 0 ? row.name : row.sort[column];
  };
  const compare = (/** @type {Row} */ one, /** @type {Row} */ other) => {
    const [a, b] = [worth(one), worth(other)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    const order = typeof a === "string" ? a.localeCompare(String(b), language) : a - Number(b);
    return (isDown ? -order : order) || one.name.localeCompare(other.name, language);
  };
  const asked = folded(query.trim());
  const isAsked = (/** @type {Row} */ row) =>
    !asked || [row.name, ...row.aliases].some((name) => folded(name).includes(asked));
  return rows.filter((row) => !row.is_own && isAsked(row)).sort(compare);
}
