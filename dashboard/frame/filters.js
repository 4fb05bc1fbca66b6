// @ts-check
// The row of filters: label, value, hairline. Selects and a municipality search of the browser itself.
// data: the fields with what can be chosen in each, and the words on a button that clears them. Tells which field was
// changed to what (`change`); `reset` clears them all.

import { along } from "../drawing/along.js";
import { h } from "../drawing/elements.js";
import { mount } from "../drawing/mounting.js";

/** @typedef {[value: string, text: string]} Option */
/** @typedef {{ kind: "select", name: string, label: string, value: string, options: Option[] }} Select */
/**
 * `value`: the code of the municipality; `unknown`: what is said of a name that nobody has; `takes_focus`: whether the
 * page waits for this choice.
 * @typedef {object} MunicipalitySearch
 * @property {"search"} kind
 * @property {string} name
 * @property {string} label
 * @property {string | null} value
 * @property {Option[]} options
 * @property {string} placeholder
 * @property {string} unknown
 * @property {boolean} [takes_focus]
 */
/** @typedef {{ kind: "date", name: string, label: string, value: string, min: string, max: string }} Day */
/** @typedef {Select | MunicipalitySearch | Day} Field */
/** @typedef {{ items: Field[], label: string, reset: string | null }} Filters */
/** @typedef {(name: string, value: string) => void} Change */

/** @type {WeakSet<HTMLElement>} parts in which the field that waits for the first choice has had the cursor */
const greeted = new WeakSet();

/** @param {import("../drawing/mounting.js").Component<Filters>} component */
export default function filters(component) {
  const { data, setTriggerValue } = component;
  /** @type {Change} */
  const change = (name, value) => {
    setTriggerValue("change", { name, value, along: along() });
  };
  let isDrawing = false;
  const draw = (/** @type {HTMLElement} */ box) => {
    isDrawing = true;
    queueMicrotask(() => {
      isDrawing = false;
    });
    const reset = { type: "button", "data-focus": "reset", onclick: () => change("reset", "") };
    box.replaceChildren(
      h(
        "div",
        { class: "filters", role: "group", "aria-label": data.label },
        data.items.map((item) => fieldOf(item, change, () => isDrawing)),
        data.reset ? h("div", { class: "item" }, h("button", reset, data.reset)) : null,
      ),
    );
    greet(box, data.items);
  };
  return mount(component, draw, { isAlways: true });
}

/**
 * The cursor goes to the field that the page waits for, once.
 * @param {HTMLElement} box
 * @param {Field[]} items
 */
function greet(box, items) {
  const first = items.find((item) => item.kind === "search" && item.takes_focus);
  if (!first) return void greeted.delete(box);
  /** @type {HTMLElement | null} */
  const field = box.querySelector(`[data-focus="${first.name}"]`);
  if (!greeted.has(box)) field?.focus();
  greeted.add(box);
}

/**
 * @param {Field} item
 * @param {Change} change
 * @param {() => boolean} isDrawing
 */
function fieldOf(item, change, isDrawing) {
  return h(
    "div",
    { class: `item${item.kind === "search" ? " wide" : ""}` },
    h("label", { for: item.name }, item.label),
    item.kind === "search"
      ? search(item, change, isDrawing)
      : item.kind === "date"
        ? day(item, change)
        : select(item, change),
  );
}

/**
 * @param {Select} item
 * @param {Change} change
 */
function select(item, change) {
  return h(
    "select",
    { id: item.name, "data-focus": item.name, onchange: (event) => change(item.name, event.target.value) },
    item.options.map(([value, text]) => h("option", { value, selected: value === item.value ? "" : null }, text)),
  );
}

/**
 * @param {MunicipalitySearch} item
 * @param {Change} change
 * @param {() => boolean} isDrawing
 */
function search(item, change, isDrawing) {
  const list = `${item.name}-list`;
  const byText = new Map(item.options.map(([value, text]) => [text.toLocaleLowerCase(), value]));
  const input = h("input", {
    id: item.name,
    list,
    autocomplete: "off",
    placeholder: item.placeholder,
    "data-focus": item.name,
  });
  input.value = item.options.find(([value]) => value === item.value)?.[1] ?? "";
  const note = h("span", { class: "hint", role: "status" });
  const choose = () => {
    const text = input.value.trim().toLocaleLowerCase();
    if (!text) {
      note.textContent = "";
      return;
    }
    const starts = [...byText.keys()].filter((name) => name.startsWith(text));
    const value = byText.get(text) ?? (starts.length === 1 ? byText.get(starts[0]) : undefined);
    note.textContent = value ? "" : item.unknown;
    if (value && value !== item.value) change(item.name, value);
  };
  input.onchange = choose;
  input.onkeydown = (event) => {
    if (event.key === "Enter") choose();
  };
  input.onfocus = () => {
    if (!isDrawing()) input.select(); // a choice draws the row anew: that is no new visit
  };
  const names = item.options.map(([, text]) => h("option", { value: text }));
  return [input, h("datalist", { id: list }, names), note];
}

/**
 * A day in the field of the browser itself; while a year is being typed it is no day that can be chosen.
 * @param {Day} item
 * @param {Change} change
 */
function day(item, change) {
  return h("input", {
    id: item.name,
    type: "date",
    value: item.value,
    min: item.min,
    max: item.max,
    required: "",
    "data-focus": item.name,
    onchange: ({ target }) => {
      if (target.validity.valid && target.value !== item.value) change(item.name, target.value);
    },
  });
}
