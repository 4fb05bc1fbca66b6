// @ts-check
// Headline figures: label, figure with its unit, and what to know beside it.
// data: the figures in words.

import { h } from "./elements.js";
import { mount } from "./mounting.js";

const ROOMY = 820;
const LONG = 12; // signs, with the unit: more do not fit beside three others

/**
 * @typedef {object} Headline
 * @property {string} label
 * @property {string} value
 * @property {string} unit small behind the value; "" for none
 * @property {string} note "" for none
 * @property {boolean} is_word a word where a number is unknown
 */
/** @typedef {{ figures: Headline[] }} Headlines */

/** @param {import("./mounting.js").Component<Headlines>} component */
export default function headlines(component) {
  const { data } = component;
  return mount(component, (box, width) => {
    const figures = data.figures.map((figure) =>
      h(
        "div",
        { class: "figure" },
        h("dt", {}, figure.label),
        h(
          "dd",
          { class: figure.is_word ? "word" : isLong(figure) ? "value long" : "value" },
          figure.is_word ? figure.value : h("span", { class: "amount" }, figure.value),
          figure.unit ? h("span", { class: "unit" }, ` ${figure.unit}`) : null,
        ),
        figure.note ? h("dd", { class: "note" }, figure.note) : null,
      ),
    );
    box.replaceChildren(h("dl", { class: width < ROOMY ? "figures pairs" : "figures" }, figures));
  });
}

/** @param {Headline} figure */
const isLong = ({ value, unit }) => `${value} ${unit}`.trim().length > LONG;
