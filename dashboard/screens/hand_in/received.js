// @ts-check
// The top of a receipt: that the report is in and from when it counts, and the workbook to take along.
// data: finished words, and the address of the workbook.

import { h } from "../../drawing/elements.js";
import { mount } from "../../drawing/mounting.js";
import { mark } from "./receipt.js";

/**
 * @typedef {object} Received
 * @property {string} title
 * @property {string} counts
 * @property {string[]} marks
 * @property {boolean} is_waiting
 * @property {string} by
 * @property {string} returned
 * @property {string} returned_word
 * @property {boolean} rejected
 */

/** @param {import("../../drawing/mounting.js").Component<Received>} component */
export default function received(component) {
  const { data } = component;
  return mount(component, (box) => {
    const lines = [
      data.counts ? h("p", { class: "counts" }, data.counts) : null,
      data.marks.map((words) => h("p", {}, data.is_waiting ? mark("clock") : null, words)),
      h("p", { class: "soft" }, data.by),
    ];
    const returned = h("a", { class: "plain screen-only", href: data.returned, download: "" }, data.returned_word);
    box.replaceChildren(
      h(
        "section",
        { class: "received" },
        h("div", {}, h("h2", {}, mark(data.rejected ? "error" : "accepted"), data.title), lines),
        data.returned ? returned : null,
      ),
    );
  });
}
