// @ts-check
// In the place of a figure that may not be seen: a lock, what it is, and why. Not a nought, and not unknown.
// data: finished words; `names` of those that are withheld together; `show` leads to a day on which it may be seen. Tells that it was pressed (`show`).

import { h } from "../drawing/elements.js";
import { lock } from "../drawing/lock.js";
import { mount } from "../drawing/mounting.js";

/** @typedef {{ title: string, names: string[], reason: string, show: string | null }} Withheld */

/** @param {import("../drawing/mounting.js").Component<Withheld>} component */
export default function withheld(component) {
  const { data, setTriggerValue } = component;
  return mount(component, (box) => {
    const go = () => setTriggerValue("show", true);
    const show = data.show
      ? h("button", { type: "button", class: "link", "data-focus": "show", onclick: go }, data.show)
      : null;
    const names = data.names.length
      ? h(
          "ul",
          {},
          data.names.map((name) => h("li", {}, name)),
        )
      : null;
    const said = h("div", {}, h("h2", {}, data.title), names, h("p", {}, data.reason), show);
    box.replaceChildren(h("section", { class: "withheld" }, lock(), said));
  });
}
