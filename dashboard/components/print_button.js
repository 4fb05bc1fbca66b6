// Prints the page, as the keys do (see banner.js).

import { h } from "./elements.js";
import { mount } from "./mounting.js";
import { printPage } from "./printing.js";

export default function (component) {
  const { data } = component;
  return mount(component, (box) => {
    box.replaceChildren(
      h("button", { type: "button", class: "print", "data-focus": "print", onclick: printPage }, data.label),
      h("span", { class: "hint" }, data.hint),
    );
  });
}
