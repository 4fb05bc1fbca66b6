// @ts-check
// What a report changed: per step the sign of where it stood before and after, and both in words.
// data: finished words and the names of signs.

import { h } from "../../drawing/elements.js";
import { mount } from "../../drawing/mounting.js";
import { sign } from "../../drawing/signs.js";

/** @typedef {{ name: string, before: string, after: string, words: string }} Change */

/** @param {import("../../drawing/mounting.js").Component<{ label: string, changes: Change[] }>} component */
export default function changed(component) {
  const { label, changes } = component.data;
  const items = () =>
    changes.map((change) =>
      h(
        "li",
        {},
        h("span", {}, change.name),
        h(
          "span",
          { class: "signs", "aria-hidden": "true" },
          sign(change.before),
          h("span", { class: "arrow" }, "→"),
          sign(change.after),
        ),
        h("span", { class: "soft" }, change.words),
      ),
    );
  return mount(component, (box) => box.replaceChildren(h("ul", { "aria-label": label }, items())));
}
