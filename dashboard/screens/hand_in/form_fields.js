// @ts-check
// The fields of the form: five boxes for a status, and fields for dates, numbers, choices and notes.

import { h } from "../../drawing/elements.js";
import { sign } from "../../drawing/signs.js";

/** @typedef {import("./form_types.js").Field} Field */
/**
 * A field on the page. `set`: what stands in it, and whether that was filled in; `tell`: the messages about it.
 * @typedef {object} Control
 * @property {HTMLElement} element
 * @property {() => void} focus
 * @property {(text: string, isTyped: boolean) => void} set
 * @property {(ids: string[], state: "" | "error" | "warning") => void} tell
 */
/**
 * @typedef {object} Around
 * @property {string} id
 * @property {string} name what is heard: the field and its row
 * @property {import("./form_types.js").Words} words
 * @property {import("./form_types.js").Form["standings"]} standings
 * @property {(text: string) => void} typed
 * @property {(isIn: boolean) => void} entered
 */

const LONGEST_NOTE = 500;
const EIGHT_DIGITS = /^(\d\d)(\d\d)(\d{4})$/;

/**
 * @param {Field} field
 * @param {Around} around
 * @returns {Control}
 */
export function controlOf(field, around) {
  if (field.kind === "standing") return standing(field, around);
  if (field.kind === "choice") return choice(field, around);
  if (field.kind === "text") return note(field, around);
  return line(field, around);
}

/**
 * @param {HTMLElement} element
 * @param {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} input
 * @param {Around} around
 * @returns {Control}
 */
function control(element, input, around) {
  input.addEventListener("input", () => around.typed(input.value));
  input.addEventListener("focus", () => around.entered(true));
  input.addEventListener("blur", () => around.entered(false));
  return {
    element,
    focus: () => input.focus(),
    set: (text) => {
      if (input.value !== text) input.value = text;
    },
    tell: (ids, state) => told(input, ids, state),
  };
}

/**
 * @param {HTMLElement} input
 * @param {string[]} ids
 * @param {string} state
 */
function told(input, ids, state) {
  if (ids.length) input.setAttribute("aria-describedby", ids.join(" "));
  else input.removeAttribute("aria-describedby");
  if (state === "error") input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
  input.classList.toggle("error", state === "error");
  input.classList.toggle("warning", state === "warning");
}

/**
 * @param {Field} field
 * @param {Around} around
 */
function labelled(field, around) {
  const unit = field.unit ? h("span", { class: "unit" }, ` (${field.unit})`) : null;
  return h("label", { class: "label", for: around.id }, field.label, unit);
}

/**
 * @param {Field} field
 * @param {Around} around
 */
const named = (field, around) => ({
  id: around.id,
  "aria-label": field.unit ? `${around.name} (${field.unit})` : around.name,
  "data-focus": around.id,
});

/**
 * A date or a number; eight digits are a date too, for keys without a dash.
 * @param {Field} field
 * @param {Around} around
 */
function line(field, around) {
  const isDate = field.kind === "date";
  const input = h("input", {
    ...named(field, around),
    type: "text",
    inputmode: field.kind === "number" ? "decimal" : "numeric",
    autocomplete: "off",
    placeholder: isDate ? around.words.date_format : null,
  });
  input.addEventListener("change", () => {
    const written = isDate ? input.value.trim().replace(EIGHT_DIGITS, "$1-$2-$3") : input.value;
    if (written === input.value) return;
    input.value = written;
    around.typed(written);
  });
  return control(h("div", { class: `field ${field.kind}` }, labelled(field, around), input), input, around);
}

/**
 * One of a few. What stands there and is none of them, such as two parties at once, stays as it is until it is changed.
 * @param {Field} field
 * @param {Around} around
 * @returns {Control}
 */
function choice(field, around) {
  const input = h(
    "select",
    named(field, around),
    field.choices.map(([value, word]) => h("option", { value }, word)),
  );
  const made = control(h("div", { class: "field choice" }, labelled(field, around), input), input, around);
  const set = (/** @type {string} */ text) => {
    const isThere = [...input.options].some((option) => option.value === text);
    if (!isThere) input.append(h("option", { value: text }, text));
    if (input.value !== text) input.value = text;
  };
  return { ...made, set };
}

/**
 * @param {Field} field
 * @param {Around} around
 * @returns {Control}
 */
function note(field, around) {
  const input = h("textarea", { ...named(field, around), rows: 2 });
  const left = h("small", { class: "left" });
  const count = () => {
    left.textContent = around.words.left.replace("{count}", String(LONGEST_NOTE - input.value.length));
  };
  input.addEventListener("input", count);
  const made = control(h("div", { class: "field text" }, labelled(field, around), input, left), input, around);
  const set = (/** @type {string} */ text) => {
    if (input.value !== text) input.value = text;
    count();
  };
  return { ...made, set };
}

/**
 * Five boxes, one of which is that it is not known; as long as none is chosen nothing was said.
 * @param {Field} _field
 * @param {Around} around
 * @returns {Control}
 */
function standing(_field, around) {
  const boxes = around.standings.map(([text, mark, word], place) => {
    const box = h("input", {
      type: "radio",
      name: around.id,
      value: text,
      "aria-label": word,
      "data-focus": `${around.id} ${place}`,
    });
    box.addEventListener("change", () => around.typed(text));
    box.addEventListener("focus", () => around.entered(true));
    box.addEventListener("blur", () => around.entered(false));
    return {
      text,
      box,
      label: h("label", { title: word }, box, sign(mark), h("span", { "aria-hidden": "true" }, word)),
    };
  });
  const group = h(
    "div",
    { class: "field standing", role: "radiogroup", "aria-label": around.name, id: around.id },
    boxes.map((one) => one.label),
  );
  return {
    element: group,
    focus: () => (boxes.find((one) => one.box.checked) ?? boxes[0]).box.focus(),
    set: (text, isTyped) => {
      for (const one of boxes) one.box.checked = one.text === text && (text !== "" || isTyped);
    },
    tell: (ids, state) => told(group, ids, state),
  };
}
