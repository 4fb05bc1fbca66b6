// @ts-check
// What a reader has to know beside the figures. data: remarks, each a sentence in bold, the rest, lines under it, and
// where it stands in the source.

import { h } from "../../drawing/elements.js";
import { mount } from "../../drawing/mounting.js";

/** @typedef {{ text: string, source: string }} Item */
/** @typedef {{ strong: string, text: string, items: Item[], source: string }} Remark */

/** @param {import("../../drawing/mounting.js").Component<{ remarks: Remark[] }>} component */
export default function remark(component) {
  const { data } = component;
  return mount(component, (box) => {
    box.replaceChildren(h("div", { class: "remarks" }, data.remarks.map(remarkOf)));
  });
}

/** @param {Remark} remark */
function remarkOf({ strong, text, items, source }) {
  return h(
    "div",
    { class: "remark" },
    h("p", {}, h("strong", {}, strong), text ? ` ${text}` : null),
    items.length ? h("ul", {}, items.map(itemOf)) : null,
    source ? h("p", { class: "source" }, source) : null,
  );
}

/** @param {Item} item */
const itemOf = ({ text, source }) => h("li", {}, text, source ? h("span", { class: "source" }, ` ${source}`) : null);
