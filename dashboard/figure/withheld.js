// @ts-check
// In the place of a figure that may not be seen: a lock, what it is, and why. Not a nought, and not unknown.
// data: finished words.

import { h, s } from "../drawing/elements.js";
import { mount } from "../drawing/mounting.js";

/** @typedef {{ title: string, reason: string }} Withheld */

/** @param {import("../drawing/mounting.js").Component<Withheld>} component */
export default function withheld(component) {
  const { data } = component;
  return mount(component, (box) => {
    const said = h("div", {}, h("h2", {}, data.title), h("p", {}, data.reason));
    box.replaceChildren(h("section", { class: "withheld" }, lock(), said));
  });
}

function lock() {
  const shackle = s("path", {
    d: "M6 9V6.5a4 4 0 0 1 8 0V9",
    style: "fill: none; stroke: var(--ink2)",
    "stroke-width": 1.6,
  });
  const body = s("rect", {
    x: 4,
    y: 9,
    width: 12,
    height: 9,
    rx: 1,
    style: "fill: none; stroke: var(--ink2)",
    "stroke-width": 1.6,
  });
  return s("svg", { width: 20, height: 22, "aria-hidden": "true" }, shackle, body);
}
