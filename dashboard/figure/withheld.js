// @ts-check
// In the place of a figure that may not be seen: a lock, what it is, and why. Not a nought, and not unknown.
// data: finished words.

import { h } from "../drawing/elements.js";
import { lock } from "../drawing/lock.js";
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
