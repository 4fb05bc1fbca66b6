// @ts-check
// Assumptions to play with: a slider each. What is chosen goes to the server, which calculates; nothing is computed
// here.
// data: the sliders in groups. Tells their values in their order, apart by semicolons (`change`); "" for the original.

import { h } from "../../drawing/elements.js";
import { mount } from "../../drawing/mounting.js";

/**
 * A share is in percent here. `spoken`: its label with that of its group.
 * @typedef {object} Field
 * @property {string} label
 * @property {string} spoken
 * @property {"count" | "share" | "hours" | "euro"} unit
 * @property {number} value
 * @property {number} original
 * @property {number} low
 * @property {number} high
 * @property {number} step
 */
/**
 * @typedef {object} Assumptions
 * @property {string} label
 * @property {"nl" | "en"} language
 * @property {boolean} is_original
 * @property {{ title: string, fields: Field[] }[]} groups
 * @property {{ reset: string, original: string }} words
 */
/** @typedef {{ values: number[] | null, timer: number | null }} Moved values that the server has not answered yet */

/** @type {WeakMap<ShadowRoot, Moved>} */
const waiting = new WeakMap();
const LOCALES = { nl: "nl-NL", en: "en-GB" };
const PAUSE = 500; // of a hand that still moves

/** @param {import("../../drawing/mounting.js").Component<Assumptions>} component */
export default function assumptions(component) {
  const { data, parentElement, setTriggerValue } = component;
  /** @type {Moved} */
  const state = waiting.get(parentElement) ?? { values: null, timer: null };
  waiting.set(parentElement, state);
  if (state.timer === null) state.values = null; // the answer is here: what it says counts
  const fields = data.groups.flatMap((group) => group.fields);

  return mount(
    component,
    (box) => {
      const values = state.values ?? fields.map((field) => field.value);
      const send = () => {
        state.timer = null;
        setTriggerValue("change", values.join(";"));
      };
      const move = (/** @type {number} */ place, /** @type {number} */ value) => {
        values[place] = value;
        state.values = values;
      };
      const letGo = () => {
        state.values = values;
        clearTimeout(state.timer ?? undefined);
        state.timer = window.setTimeout(send, PAUSE);
      };
      const reset = () => {
        clearTimeout(state.timer ?? undefined);
        state.timer = null;
        state.values = null;
        setTriggerValue("change", "");
      };
      const control = (/** @type {Field} */ field) => {
        const place = fields.indexOf(field);
        return slider(field, place, values[place], data, (value) => move(place, value), letGo);
      };
      const groups = data.groups.map((group) => {
        const controls = h("div", { class: "fields" }, group.fields.map(control));
        return h("fieldset", {}, h("legend", {}, group.title), controls);
      });
      const disabled = data.is_original ? "" : null;
      const back = { type: "button", class: "back screen-only", "data-focus": "back", disabled, onclick: reset };
      box.replaceChildren(
        h("div", { class: "groups", role: "group", "aria-label": data.label }, groups),
        h("button", back, data.words.reset),
      );
    },
    { isAlways: true },
  );
}

/**
 * @param {Field} field
 * @param {number} place among all fields
 * @param {number} value
 * @param {Assumptions} data
 * @param {(value: number) => void} move
 * @param {() => void} letGo
 */
function slider(field, place, value, { language, words }, move, letGo) {
  const id = `assumption${place}`;
  const input = h("input", {
    type: "range",
    id,
    "data-focus": id,
    min: field.low,
    max: field.high,
    step: field.step,
    "aria-label": field.spoken,
  });
  const shown = h("output", { for: id }, "");
  const was = h("span", { class: "was" });
  const say = (/** @type {number} */ now) => {
    shown.textContent = written(field, now, language);
    const original = words.original.replace("{value}", written(field, field.original, language));
    was.textContent = now === field.original ? "" : original;
    input.setAttribute("aria-valuetext", written(field, now, language));
  };
  input.value = String(value);
  input.oninput = () => {
    move(Number(input.value));
    say(Number(input.value));
  };
  input.onchange = letGo;
  say(value);
  return h("div", { class: "field" }, h("label", { for: id }, field.label, shown), input, was);
}

/**
 * @param {Field} field
 * @param {number} value
 * @param {"nl" | "en"} language
 */
function written(field, value, language) {
  const number = new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 2 }).format(value);
  if (field.unit === "share") return `${number}%`;
  if (field.unit === "euro") return language === "nl" ? `€ ${number}` : `€${number}`;
  return number;
}
