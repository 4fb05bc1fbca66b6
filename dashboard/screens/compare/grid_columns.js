// @ts-check
// The columns of the grid: the name, the steps, and before and after these what there is room for.

/** @typedef {import("./grid.js").Grid} Grid */
/**
 * `step`: the place of a step among the steps; `beside`: the place of another column among the columns beside them.
 * @typedef {object} Column
 * @property {string} key
 * @property {string} label
 * @property {number} [step]
 * @property {string} [number] of the step
 * @property {number} [beside]
 * @property {number} [width]
 * @property {boolean} [is_number]
 */

const ROOMY = 980;

/**
 * @param {Grid} data
 * @param {number} width
 * @returns {Column[]}
 */
export function columnsOf(data, width) {
  const all = data.columns.map((column, beside) => ({ ...column, beside }));
  const shown = width < 640 ? [] : all.filter((column) => width >= ROOMY || !column.is_minor);
  return [
    { key: "name", label: data.words.municipality },
    ...shown.filter((column) => column.is_first),
    ...data.steps.map((step, place) => ({ key: `step${place}`, label: step.label, number: step.number, step: place })),
    ...shown.filter((column) => !column.is_first),
  ];
}

/**
 * As CSS has it (`grid-template-columns`).
 * @param {Column[]} columns
 * @param {boolean} narrow
 */
export function templateOf(columns, narrow) {
  const [name, step] = narrow
    ? ["minmax(104px, 1.4fr)", "minmax(16px, 22px)"]
    : ["minmax(150px, 1.5fr)", "minmax(28px, 38px)"];
  const size = (/** @type {Column} */ column) =>
    column.key === "name" ? name : column.step !== undefined ? step : `${column.width}px`;
  return columns.map(size).join(" ");
}
