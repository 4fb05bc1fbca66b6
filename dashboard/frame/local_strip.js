// @ts-check
// The strip of local mode over every page: that nobody signs in here, and whom the visitor looks as.
// data: finished words, and the choices.

import { h } from "../drawing/elements.js";
import { lookAs } from "../drawing/looking_as.js";
import { mount } from "../drawing/mounting.js";

/** @typedef {{ value: string, label: string, is_current: boolean }} Choice */
/** @typedef {{ strong: string, text: string, label: string, failed: string, choices: Choice[] }} Strip */

/** @param {import("../drawing/mounting.js").Component<Strip>} component */
export default function localStrip(component) {
  const { data } = component;
  return mount(component, (box) => {
    const told = h("span", { class: "told", role: "alert" });
    const options = data.choices.map((choice) =>
      h("option", { value: choice.value, selected: choice.is_current }, choice.label),
    );
    const select = h("select", { id: "looks-as", "data-focus": "looks-as" }, options);
    select.addEventListener("change", () => lookAs(select.value, () => told.replaceChildren(data.failed)));
    box.replaceChildren(
      h(
        "div",
        { class: "strip", role: "note" },
        h("p", {}, h("strong", {}, data.strong), " ", data.text),
        h("p", { class: "whom" }, h("label", { for: "looks-as" }, data.label), " ", select, told),
      ),
    );
  });
}
