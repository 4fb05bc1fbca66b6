// @ts-check
// The index of the form: each table, how much of it is said, and what still asks for attention. Missing is allowed.

import { h } from "../../drawing/elements.js";
import { filled, isFilled } from "./form_rows.js";

/** @typedef {import("./form_rows.js").DrawnTable} DrawnTable */
/** @typedef {import("./form_types.js").Words} Words */

const MOST_NAMED = 3; // rows that miss are named; of more the number says enough

/**
 * @param {DrawnTable[]} tables
 * @param {import("./form_draft.js").Draft} draft
 * @param {Words} words
 * @param {(table: DrawnTable) => { errors: number, questions: number }} counted
 */
export function indexOf(tables, draft, words, counted) {
  const entries = tables.map((table) => entry(table, draft, words, counted));
  const narrow = h("summary", {}, words.parts);
  const element = h(
    "nav",
    { class: "index", "aria-label": words.parts },
    h(
      "details",
      { open: "" },
      narrow,
      h(
        "ol",
        {},
        entries.map((one) => one.element),
      ),
      h("p", { class: "soft" }, words.may_miss),
    ),
  );
  return {
    element,
    paint: () =>
      entries.forEach((one) => {
        one.paint();
      }),
  };
}

/**
 * @param {DrawnTable} table
 * @param {import("./form_draft.js").Draft} draft
 * @param {Words} words
 * @param {(table: DrawnTable) => { errors: number, questions: number }} counted
 */
function entry(table, draft, words, counted) {
  const [count, misses] = [h("span", { class: "how-many" }), h("small", {})];
  const go = () => {
    table.open();
    table.element.scrollIntoView({ block: "start" });
    /** @type {HTMLElement | null} */ (table.element.querySelector(".fold"))?.focus({ preventScroll: true });
  };
  const name = { type: "button", onclick: go, "data-focus": `to ${table.table.part}` };
  const element = h("li", {}, h("button", name, h("span", {}, h("strong", {}, table.table.title), count), misses));
  const paint = () => {
    const said = filled(table.rows, draft);
    count.textContent = words.count.replace("{count}", String(said)).replace("{of}", String(table.rows.length));
    misses.textContent = told(table, draft, words, counted(table)).join(" · ");
  };
  return { element, paint };
}

/**
 * @param {DrawnTable} table
 * @param {import("./form_draft.js").Draft} draft
 * @param {Words} words
 * @param {{ errors: number, questions: number }} found
 */
function told(table, draft, words, { errors, questions }) {
  const missing = table.rows.filter((row) => !isFilled(row, draft));
  const names = missing.map(({ row }) => row.number || row.title);
  const many = names.length > MOST_NAMED ? String(names.length) : names.join(", ");
  const misses = names.length > MOST_NAMED ? words.misses_many : words.misses;
  return [
    errors ? words[errors === 1 ? "error_one" : "error_many"].replace("{count}", String(errors)) : "",
    questions ? words[questions === 1 ? "question_one" : "question_many"].replace("{count}", String(questions)) : "",
    names.length ? misses.replace("{rows}", many) : "",
  ].filter((text) => text);
}
