// @ts-check
// The steps of a report above the page: those that are behind and the current one have a line.
// data: the steps in words, and the number of the current one.

import { h } from "../../drawing/elements.js";
import { mount } from "../../drawing/mounting.js";

/** @param {import("../../drawing/mounting.js").Component<{ label: string, steps: string[], current: number }>} component */
export default function head(component) {
  const { label, steps, current } = component.data;
  const item = (/** @type {string} */ word, /** @type {number} */ place) =>
    h(
      "li",
      { class: place < current ? "done" : null, "aria-current": place === current - 1 ? "step" : null },
      `${place + 1}. ${word}`,
    );
  return mount(component, (box) =>
    box.replaceChildren(h("ol", { class: "steps", "aria-label": label }, steps.map(item))),
  );
}
