// @ts-check
// What moves through the grid: the keys, the search for a name, and on a narrow screen the choice of an order.

import { h } from "../../drawing/elements.js";

/** @typedef {import("./grid.js").Grid} Grid */
/** @typedef {import("./grid.js").State} State */
/** @typedef {import("./grid.js").Word} Word */

/**
 * Where a key leads: a row and a column, or null where it leads nowhere.
 * @param {KeyboardEvent} event
 * @param {State} state
 * @param {{ rows: number, columns: number }} ends
 * @param {number} page
 * @returns {[row: number, column: number] | null}
 */
export function walked(event, { row, column }, ends, page) {
  switch (event.key) {
    case "Home":
      return [event.ctrlKey ? 0 : row, 0];
    case "End":
      return [event.ctrlKey ? ends.rows : row, ends.columns];
    case "ArrowDown":
      return [row + 1, column];
    case "ArrowUp":
      return [row - 1, column];
    case "ArrowLeft":
      return [row, column - 1];
    case "ArrowRight":
      return [row, column + 1];
    case "PageDown":
      return [row + page, column];
    case "PageUp":
      return [row - page, column];
    default:
      return null;
  }
}

/**
 * @param {Record<Word, string>} words
 * @param {State} state
 * @param {() => void} look
 */
export function searchOf(words, state, look) {
  const search = h("input", {
    id: "find",
    type: "search",
    autocomplete: "off",
    placeholder: words.placeholder,
    "data-focus": "find",
  });
  search.value = state.query;
  search.oninput = () => {
    state.query = search.value;
    look();
  };
  return search;
}

/**
 * On a narrow screen the heads are too small to sort by.
 * @param {Grid} data
 * @param {State} state
 * @param {() => void} look
 */
export function sorterOf(data, state, look) {
  const options = [
    ["name", data.words.municipality],
    ...data.columns.map((column) => [column.key, column.label]),
    ...data.steps.map((step, place) => [`step${place}`, `${step.number} ${step.label}`]),
  ];
  const sorter = h(
    "select",
    { id: "sort", "data-focus": "sort" },
    options.map(([key, label]) => h("option", { value: key, selected: key === state.by ? "" : null }, label)),
  );
  sorter.onchange = () => {
    state.isDown = sorter.value.endsWith("-");
    state.by = sorter.value.replace(/-$/, "");
    look();
  };
  return sorter;
}
