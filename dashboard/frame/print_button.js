// @ts-check
// Prints the page, as the keys do (see banner.js). data: the words on the button, and the keys in words beside it.

import { h } from "../drawing/elements.js";
import { mount } from "../drawing/mounting.js";
import { printPage } from "./printing.js";

/** @param {import("../drawing/mounting.js").Component<{ label: string, hint: string }>} component */
export default function printButton(component) {
  const { data } = component;
  return mount(component, (box) => {
    const button = { type: "button", class: "print", "data-focus": "print", onclick: printPage };
    box.replaceChildren(h("button", button, data.label), h("span", { class: "hint" }, data.hint));
  });
}
