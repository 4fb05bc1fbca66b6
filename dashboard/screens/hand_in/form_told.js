// @ts-check
// Messages at their fields: what is wrong, what is asked, what a colleague wrote meanwhile, and what could not be kept.

import { h, s } from "../../drawing/elements.js";
import { placeOf } from "./form_places.js";

/** @typedef {import("./form_rows.js").DrawnRow} DrawnRow */
/** @typedef {import("./form_rows.js").Cell} Cell */
/** @typedef {import("./form_types.js").Problem} Problem */
/** @typedef {import("./form_types.js").Form} Form */
/** @typedef {import("./form_draft.js").Draft} Draft */
/** @typedef {{ id: string, cell: Cell | undefined, state: "error" | "warning", element: HTMLElement }} Message */

const MARKS = {
  error: () => [
    s("rect", { x: 2, y: 2, width: 14, height: 14, style: "fill: none; stroke: var(--ink)", "stroke-width": 1.6 }),
    s("line", { x1: 6, x2: 12, y1: 9, y2: 9, style: "stroke: var(--ink)", "stroke-width": 1.6 }),
  ],
  warning: () => [
    s("path", { d: "M9 2L17 16H1Z", style: "fill: none; stroke: var(--ink)", "stroke-width": 1.6 }),
    s("path", { d: "M9 7v4M9 13v1.2", style: "fill: none; stroke: var(--ink)", "stroke-width": 1.6 }),
  ],
};

/** @param {Problem} problem where the answer to it stands in the draft */
export const answerPlace = ({ part, row_key, rule }) => placeOf("answer", `${part}:${row_key}`, rule);

/** @param {"error" | "warning"} state */
export const mark = (state) => s("svg", { width: 18, height: 18, "aria-hidden": "true" }, MARKS[state]());

/**
 * Puts the messages about a row in their place, and ties each to its field; what stands there and stays is not touched,
 * for somebody may be typing in it.
 * @param {DrawnRow} row
 * @param {Problem[]} problems
 * @param {Form} form
 * @param {Draft} draft
 */
export function tell(row, problems, form, draft) {
  const messages = [...conflicts(row, form, draft), ...refused(row, form, draft), ...told(row, problems, form, draft)];
  const wanted = messages.map(({ element }) => element);
  const now = [...row.told.children];
  const said = (/** @type {Element[]} */ every) => every.map((one) => one.getAttribute("data-said")).join("\n");
  if (said(now) !== said(wanted)) row.told.replaceChildren(...wanted);
  for (const { place, control } of row.cells) {
    const mine = messages.filter(({ cell }) => cell?.place === place);
    const state = mine.some((one) => one.state === "error") ? "error" : mine.length ? "warning" : "";
    control.tell(
      mine.map(({ id }) => id),
      state,
    );
  }
}

/**
 * @param {DrawnRow} row
 * @param {string} kind
 * @param {Cell | undefined} cell
 * @param {"error" | "warning"} state
 * @param {string} text
 * @param {import("../../drawing/elements.js").Child[]} rest
 * @returns {Message}
 */
function message(row, kind, cell, state, text, ...rest) {
  const id = `told-${row.table.part}-${row.row.key}-${kind}`;
  const words = h("p", { id }, mark(state), h("span", {}, text));
  return {
    id,
    cell,
    state,
    element: h("div", { class: `message ${state}`, "data-said": `${kind} ${text}` }, words, rest),
  };
}

/**
 * @param {string} word
 * @param {() => unknown} act
 * @param {string} name
 */
const button = (word, act, name) =>
  h("button", { type: "button", class: "plain", "data-focus": name, onclick: act }, word);

/**
 * The answers of this row that a colleague wrote as well, as fields of it.
 * @param {DrawnRow} row
 * @param {Form} form
 * @param {Draft} draft
 * @returns {Cell[]}
 */
function answers(row, form, draft) {
  const [{ field, control }] = row.cells;
  const places = draft.conflicts.filter((place) => place.startsWith(`answer|${row.table.part}:${row.row.key}|`));
  const asked = { ...field, kind: /** @type {const} */ ("text"), label: form.words.answer, choices: [] };
  return places.map((place) => ({ field: { ...asked, name: place.replaceAll("|", "-") }, place, control }));
}

/**
 * Two texts of one field: both stand there, and a person chooses.
 * @param {DrawnRow} row
 * @param {Form} form
 * @param {Draft} draft
 */
function conflicts(row, form, draft) {
  return [...row.cells, ...answers(row, form, draft)].flatMap((cell) => {
    const mine = draft.unsent.get(cell.place);
    if (!mine?.theirs) return [];
    const { theirs, text } = mine;
    const shown = (/** @type {string} */ one) => shownText(one, cell, form);
    const words = form.words.conflict
      .replace("{by}", theirs.by || form.words.colleague)
      .replace("{theirs}", shown(theirs.text));
    const choose = (/** @type {string} */ chosen) => () => {
      draft.choose(cell.place, chosen);
      cell.control.focus();
    };
    const take = button(
      form.words.take_theirs.replace("{text}", shown(theirs.text)),
      choose(theirs.text),
      `theirs ${cell.place}`,
    );
    const stay = button(form.words.keep_mine.replace("{text}", shown(text)), choose(text), `mine ${cell.place}`);
    const said = `${cell.field.label}: ${words.replace("{mine}", shown(text))}`;
    return [
      message(row, `conflict-${cell.field.name}`, cell, "error", said, h("div", { class: "buttons" }, take, stay)),
    ];
  });
}

/**
 * @param {string} text
 * @param {Cell} cell
 * @param {Form} form
 */
function shownText(text, cell, form) {
  if (cell.field.kind === "standing") return form.standings.find(([value]) => value === text)?.[2] ?? text;
  const word = cell.field.choices.find(([value]) => value === text)?.[1] ?? text;
  return word === "" ? form.words.empty : word;
}

/**
 * @param {DrawnRow} row
 * @param {Form} form
 * @param {Draft} draft
 */
function refused(row, form, draft) {
  return row.cells.flatMap((cell) => {
    const why = draft.unsent.get(cell.place)?.refused;
    if (why === undefined) return [];
    return [
      message(row, `refused-${cell.field.name}`, cell, "error", `${cell.field.label}: ${why || form.words.refused}`),
    ];
  });
}

/**
 * What the rules say of the row.
 * @param {DrawnRow} row
 * @param {Problem[]} problems
 * @param {Form} form
 * @param {Draft} draft
 */
function told(row, problems, form, draft) {
  return problems.map((problem) => {
    const cell = row.cells.find(({ field }) => field.name === problem.field) ?? row.cells[0];
    const kind = `${problem.rule}-${problem.field}`;
    const mended = row.cells.filter(({ field }) => field.name in problem.remedy);
    const mend = () => {
      for (const { field, place } of mended) draft.type(place, problem.remedy[field.name]);
      cell.control.focus();
    };
    const word = remedyWord(
      mended.map(({ field }) => problem.remedy[field.name]),
      form,
    );
    const sure = mended.length ? button(word, mend, `mend ${row.table.part} ${row.row.key} ${kind}`) : null;
    const answer = problem.severity === "warning" ? answerTo(row, problem, form, draft) : null;
    return message(row, kind, cell, problem.severity, problem.text, h("div", { class: "buttons" }, sure, answer));
  });
}

/**
 * @param {string[]} texts of the fields that are mended
 * @param {Form} form
 */
function remedyWord(texts, { words }) {
  if (texts.length > 1) return words.mend_row;
  return texts[0] ? words.mend.replace("{text}", texts[0]) : words.mend_empty;
}

/**
 * The answer to a question that the rules ask; it goes along with the report.
 * @param {DrawnRow} row
 * @param {Problem} problem
 * @param {Form} form
 * @param {Draft} draft
 */
function answerTo(row, problem, form, draft) {
  const place = answerPlace(problem);
  const name = `${form.words.answer} ${row.row.number} ${row.row.title}`;
  const field = h("input", { type: "text", "aria-label": name, "data-focus": `answer ${place}`, autocomplete: "off" });
  field.value = draft.text(place, "");
  field.addEventListener("input", () => draft.type(place, field.value));
  field.addEventListener("focus", () => draft.hold(place));
  field.addEventListener("blur", () => draft.hold(null));
  return h("label", { class: "answer" }, h("span", {}, form.words.answer), field);
}
