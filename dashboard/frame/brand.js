// @ts-check
// The name of the monitor, above the navigation. data: its name, and what it is about in a few words.

import { h } from "../drawing/elements.js";
import { mount } from "../drawing/mounting.js";

/** @typedef {{ title: string, lead: string }} Brand */

/** @param {import("../drawing/mounting.js").Component<Brand>} component */
export default function brand(component) {
  const { data } = component;
  return mount(component, (box) => {
    box.replaceChildren(h("p", { class: "brand" }, h("strong", {}, data.title), h("span", {}, data.lead)));
  });
}
