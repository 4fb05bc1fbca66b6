// @ts-check
// The tables of the form: a heading that folds each away, and a row for everything there is to report on.

import { fill, h } from "../../drawing/elements.js";
import { sign } from "../../drawing/signs.js";
import { controlOf } from "./form_fields.js";
import { more } from "./form_more.js";
import { placeOf } from "./form_places.js";

/** @typedef {import("./form_types.js").Form} Form */
/** @typedef {import("./form_types.js").Table} Table */
/** @typedef {import("./form_types.js").Row} Row */
/** @typedef {import("./form_types.js").Field} Field */
/** @typedef {import("./form_types.js").Place} Place */
/** @typedef {import("./form_fields.js").Control} Control */
/** @typedef {import("./form_draft.js").Draft} Draft */
/** @typedef {{ field: Field, place: Place, control: Control }} Cell */
/**
 * One row on the page. `told`: where its messages stand; `open`: shows all of it.
 * @typedef {object} DrawnRow
 * @property {Table} table
 * @property {Row} row
 * @property {HTMLElement} element
 * @property {HTMLElement} told
 * @property {Cell[]} cells
 * @property {() => void} paint
 * @property {() => void} open
 */
/**
 * @typedef {object} DrawnTable
 * @property {Table} table
 * @property {HTMLElement} element
 * @property {HTMLElement} foot
 * @property {DrawnRow[]} rows
 * @property {() => void} open
 * @property {() => void} paint
 */

/**
 * @param {Table} table
 * @param {Form} form
 * @param {Draft} draft
 * @param {boolean} isOpen
 * @returns {DrawnTable}
 */
export function tableOf(table, form, draft, isOpen) {
  const rows = table.rows.map((row) => rowOf(table, row, form, draft));
  const count = h("span", { class: "how-many" });
  const body = h("div", { class: "body", id: `body-${table.part}` });
  const foot = h("div", { class: "foot" });
  const fold = h(
    "button",
    { type: "button", class: "fold", "aria-controls": body.id, "data-focus": `fold ${table.part}` },
    h("span", { class: "arrow", "aria-hidden": "true" }),
    table.title,
  );
  const show = (/** @type {boolean} */ isShown) => {
    fold.setAttribute("aria-expanded", String(isShown));
    body.hidden = !isShown;
  };
  fold.onclick = () => show(body.hidden !== false);
  const key = table.part === "milestone" ? [keyOf(form), h("p", { class: "soft" }, form.words.unknown_note)] : [];
  body.append(h("p", { class: "soft" }, table.about), ...key, heads(table, form), list(table, rows), foot);
  show(isOpen || table.rows.some((row) => row.is_refused));
  const paint = () => {
    for (const row of rows) row.paint();
    const words = form.words.filled.replace("{count}", String(filled(rows, draft)));
    count.textContent = words.replace("{of}", String(rows.length));
  };
  const element = h("section", { class: `table ${table.part}` }, h("h2", {}, fold, " ", count), body);
  return { table, element, foot, rows, open: () => show(true), paint };
}

/**
 * @param {Table} table
 * @param {DrawnRow[]} rows
 */
const list = (table, rows) =>
  h(
    "ol",
    { class: "rows", "aria-label": table.title },
    rows.map((row) => row.element),
  );

/** @param {Form} form the signs of a status, with their words */
const keyOf = (form) =>
  h(
    "ul",
    { class: "key" },
    form.standings.map(([, mark, word]) => h("li", {}, sign(mark), word)),
  );

/**
 * @param {Table} table
 * @param {Form} form
 */
function heads(table, form) {
  const fields = table.rows[0].fields.map((field) => {
    const unit = field.unit ? ` (${field.unit})` : "";
    return h("span", { class: field.kind }, `${field.label}${unit}`);
  });
  return h(
    "div",
    { class: "heads line", "aria-hidden": "true" },
    h("span", {}, form.words[`head_${table.part}`]),
    fields,
  );
}

/**
 * How many rows say something, or say that it is not known.
 * @param {DrawnRow[]} rows
 * @param {Draft} draft
 */
export const filled = (rows, draft) => rows.filter((row) => isFilled(row, draft)).length;

/**
 * @param {DrawnRow} row
 * @param {Draft} draft
 */
export function isFilled(row, draft) {
  return row.cells.some(({ field, place }) => {
    const isAsked = field.kind !== "text" && field.kind !== "date";
    return isAsked && (draft.text(place, field.stands) !== "" || (field.kind === "standing" && draft.isTyped(place)));
  });
}

/**
 * @param {Table} table
 * @param {Row} row
 * @param {Form} form
 * @param {Draft} draft
 * @returns {DrawnRow}
 */
function rowOf(table, row, form, draft) {
  const about = row.number ? `${row.number} ${row.title}` : row.title;
  const cells = [...row.fields, ...row.more].map((field) => cellOf(table, row, field, about, form, draft));
  const id = `more-${table.part}-${row.key}`;
  const told = h("div", { class: "told" });
  const word = h("small", { class: "word" });
  const name = h(
    "button",
    { type: "button", class: "name", "aria-expanded": "false", "aria-controls": id, "data-focus": id },
    titleOf(row),
    word,
  );
  const mark = h("span", { class: "mark", "aria-hidden": "true" });
  const notes = cells.slice(row.fields.length).map((cell) => cell.control.element);
  const inside = h("div", { id });
  const element = h(
    "li",
    { class: "row" },
    h(
      "div",
      { class: "line" },
      h("div", { class: "who" }, row.number ? h("span", { class: "nr" }, row.number) : null, mark, name),
      cells.slice(0, row.fields.length).map((cell) => cell.control.element),
    ),
    told,
    inside,
  );
  const show = (/** @type {boolean} */ isShown) => {
    name.setAttribute("aria-expanded", String(isShown));
    element.classList.toggle("open", isShown);
    if (isShown && !inside.hasChildNodes()) inside.append(more(row, notes, form.words));
    inside.hidden = !isShown;
  };
  name.onclick = () => show(inside.hidden !== false);
  inside.hidden = true;
  const paint = () => {
    for (const { field, place, control } of cells) control.set(draft.text(place, field.stands), draft.isTyped(place));
    const changed = cells.filter(({ field, place }) => draft.text(place, field.stands) !== field.before);
    element.classList.toggle("changed", changed.length > 0);
    word.textContent = wordOf(cells, form, draft);
    fill(mark, [signOf(cells[0], form, draft)]);
  };
  return { table, row, element, told, cells, paint, open: () => show(true) };
}

/** @param {Row} row its title; the arrow stays on the line of the last word */
function titleOf({ title }) {
  const place = title.lastIndexOf(" ") + 1;
  const arrow = h("span", { class: "arrow", "aria-hidden": "true" });
  return h("span", { class: "title" }, title.slice(0, place), h("span", { class: "last" }, title.slice(place), arrow));
}

/**
 * @param {Table} table
 * @param {Row} row
 * @param {Field} field
 * @param {string} about
 * @param {Form} form
 * @param {Draft} draft
 * @returns {Cell}
 */
function cellOf(table, row, field, about, form, draft) {
  const place = placeOf(table.part, row.key, field.name);
  const control = controlOf(field, {
    id: `${table.part}-${row.key}-${field.name}`,
    name: `${field.label}: ${about}`,
    words: form.words,
    standings: form.standings,
    typed: (text) => draft.type(place, text),
    entered: (isIn) => draft.hold(isIn ? place : null),
  });
  return { field, place, control };
}

/**
 * @param {Cell} cell
 * @param {Draft} draft
 */
function saidIn({ field, place }, draft) {
  const text = draft.text(place, field.stands);
  return text && field.kind !== "text" ? `${field.label}: ${text}` : "";
}

/**
 * The sign of the status of a row, where it has one.
 * @param {Cell} cell
 * @param {Form} form
 * @param {Draft} draft
 */
function signOf({ field, place }, form, draft) {
  const text = draft.text(place, field.stands);
  const found = form.standings.find(([value]) => value === text && (value !== "" || draft.isTyped(place)));
  return field.kind === "standing" && found ? sign(found[1]) : null;
}

/**
 * The status of a row in words, and what it was before; of a row without one what stands in it, for where that is not
 * seen as long as the row is closed.
 * @param {Cell[]} cells
 * @param {Form} form
 * @param {Draft} draft
 */
function wordOf(cells, form, draft) {
  const [{ field, place }] = cells;
  if (field.kind !== "standing")
    return cells
      .map((cell) => saidIn(cell, draft))
      .filter((said) => said)
      .join(" · ");
  const text = draft.text(place, field.stands);
  const word = (/** @type {string} */ of) => form.standings.find(([value]) => value === of)?.[2].toLowerCase() ?? of;
  const now = text === "" && !draft.isTyped(place) ? form.words.not_said : word(text);
  if (text === field.before || field.before === "") return now;
  return `${now} · ${form.words.was.replace("{before}", word(field.before))}`;
}
