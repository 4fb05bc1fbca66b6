// @ts-check
// Whom to look as, in local mode: a list with one choice, and the button that keeps it and opens the front page.
// data: finished words, and per choice what the server takes for it.

import { h } from "../../drawing/elements.js";
import { lookAs } from "../../drawing/looking_as.js";
import { mount } from "../../drawing/mounting.js";

/** @typedef {{ value: string, role: string, of: string, does: string, button: string, is_current: boolean }} Choice */
/** @typedef {{ heads: string[], choices: Choice[], note: string, failed: string }} Whom */

/** @param {import("../../drawing/mounting.js").Component<Whom>} component */
export default function whom(component) {
  const { data } = component;
  return mount(component, (box) => {
    let chosen = data.choices.find((choice) => choice.is_current) ?? data.choices[0];
    const told = h("p", { class: "told", role: "alert" });
    const keep = () => lookAs(chosen.value, () => told.replaceChildren(data.failed));
    const button = h("button", { type: "button", class: "keep", onclick: keep }, chosen.button);
    /** @param {Choice} choice */
    const row = (choice) => {
      const radio = h("input", { type: "radio", name: "whom", id: choice.value, checked: choice === chosen });
      radio.addEventListener("change", () => {
        chosen = choice;
        button.replaceChildren(choice.button);
      });
      return h(
        "tr",
        {},
        h("td", { class: "radio" }, radio),
        h("th", { scope: "row" }, h("label", { for: choice.value }, choice.role)),
        h("td", {}, choice.of),
        h("td", {}, choice.does),
      );
    };
    const heads = ["", ...data.heads].map((head) => h("th", { scope: "col" }, head));
    box.replaceChildren(
      h("table", {}, h("thead", {}, h("tr", {}, heads)), h("tbody", {}, data.choices.map(row))),
      button,
      told,
      h("p", { class: "note" }, data.note),
    );
  });
}
