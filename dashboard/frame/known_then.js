// @ts-check
// The strip that says that the page shows what was known at an earlier moment; it leads back to now.
// data: what it says, the first words in bold, and the words on its buttons. Tells which of them was pressed
// (`choose`).

import { h } from "../drawing/elements.js";
import { mount } from "../drawing/mounting.js";

/** @typedef {{ strong: string, text: string, now: string, compare: string }} KnownThen */

/** @param {import("../drawing/mounting.js").Component<KnownThen>} component */
export default function knownThen(component) {
  const { data, setTriggerValue } = component;
  /**
   * @param {"now" | "compare"} name
   * @param {string} text
   */
  const button = (name, text) =>
    h("button", { type: "button", "data-focus": name, onclick: () => setTriggerValue("choose", name) }, text);
  return mount(component, (box) => {
    box.replaceChildren(
      h(
        "div",
        { class: "then" },
        h("p", { role: "status" }, h("strong", {}, data.strong), " ", data.text),
        h("div", { class: "ways" }, button("now", data.now), data.compare ? button("compare", data.compare) : null),
      ),
    );
  });
}
