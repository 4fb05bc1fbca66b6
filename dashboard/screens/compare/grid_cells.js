// @ts-check
// One cell of the grid, drawn and in words; and the head of a column.

import { h, s } from "../../drawing/elements.js";
import { hexMark } from "../../drawing/status_scale.js";

/** @typedef {import("./grid.js").Grid} Grid */
/** @typedef {import("./grid.js").Row} Row */
/** @typedef {import("./grid_columns.js").Column} Column */

/**
 * Where a municipality stands on a step, whether that was said too long ago, and both in words.
 * @param {Row} row
 * @param {number} step
 * @param {Grid} data
 */
function standingOf(row, step, { standings, words }) {
  const [standing, word] = standings[/** @type {import("./grid.js").Letter} */ (row.marks[step])];
  const isStale = row.stale[step] === "1";
  return { standing, isStale, said: `${word}${isStale ? `, ${words.stale}` : ""}` };
}

/**
 * @param {Row} row
 * @param {Column} column
 * @param {Grid} data
 */
export function told(row, column, data) {
  if (column.step !== undefined) {
    const { said } = standingOf(row, column.step, data);
    return `${row.name}, ${data.words.step} ${column.number} ${column.label}: ${said}`;
  }
  if (["name", "access"].includes(column.key)) {
    const label = data.columns.find(({ key }) => key === "access")?.label;
    return `${row.name}, ${label}: ${row.access}`;
  }
  return `${row.name}, ${column.label}: ${row.cells[column.beside ?? 0]}`;
}

/**
 * @param {Row} row
 * @param {Column} column
 * @param {number} place of the column; the first one holds the name
 * @param {Grid} data
 * @param {boolean} narrow
 * @param {import("../../drawing/elements.js").Attributes} attributes
 */
export function cellOf(row, column, place, data, narrow, attributes) {
  if (!place) return h("div", { role: "rowheader", ...attributes, class: "name" }, h("span", {}, row.name));
  const ofCell = { role: "gridcell", ...attributes };
  if (column.step === undefined) {
    const kind = column.is_number ? "number" : "text";
    return h("div", { ...ofCell, class: kind }, row.cells[column.beside ?? 0]);
  }
  const { standing, isStale, said } = standingOf(row, column.step, data);
  const across = narrow ? 16 : 22;
  const sign = hexMark(across / 2, across / 2, narrow ? 7 : 9.5, standing, isStale);
  const picture = s("svg", { width: across, height: across, "aria-hidden": "true" }, sign);
  return h("div", { ...ofCell, class: "mark", "aria-label": said }, picture);
}

/**
 * @param {Column} column
 * @param {number} place
 * @param {Grid} data
 * @param {import("./grid.js").State} state
 * @param {boolean} narrow
 * @param {() => void} onclick
 */
export function headOf(column, place, { words }, state, narrow, onclick) {
  const isBy = state.by === column.key;
  const isStep = column.step !== undefined;
  const label = isStep ? `${column.number} ${column.label}` : column.label;
  const both = [h("span", { class: "up" }, column.label), h("span", { class: "digit" }, column.number)];
  const button = {
    type: "button",
    class: "sort",
    title: label,
    "aria-label": isStep ? `${words.step} ${label}` : null,
    "data-focus": `cell-1-${place}`,
    tabindex: state.row === -1 && state.column === place ? 0 : -1,
    onclick,
  };
  const attributes = {
    role: "columnheader",
    "aria-colindex": place + 1,
    "aria-sort": isBy ? (state.isDown ? "descending" : "ascending") : null,
    class: (isStep ? "step" : column.is_number ? "number" : "") + (isBy ? " by" : ""),
  };
  const arrow = h("span", { class: "arrow", "aria-hidden": "true" }, isBy ? (state.isDown ? "↓" : "↑") : "");
  return h("div", attributes, h("button", button, isStep ? (narrow ? column.number : both) : label, arrow));
}
