// @ts-check
// What a reader has to know beside the figures. data: a sentence in bold, the rest, and where it stands in the source.

import { h } from "../../drawing/elements.js";
import { mount } from "../../drawing/mounting.js";

/** @typedef {{ strong: string, text: string, source?: string }} Remark */

/** @param {import("../../drawing/mounting.js").Component<Remark>} component */
export default function remark(component) {
  const { data } = component;
  return mount(component, (box) => {
    const source = data.source ? h("span", { class: "source" }, data.source) : null;
    box.replaceChildren(h("p", { class: "remark" }, h("strong", {}, data.strong), ` ${data.text}`, source));
  });
}
