// The strip that says that the page shows what was known at an earlier moment; it leads back to now.

import { h } from "./elements.js";
import { mount } from "./mounting.js";

export default function (component) {
  const { data, setTriggerValue } = component;
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
