// The name of the monitor, above the navigation.

import { h } from "./elements.js";
import { mount } from "./mounting.js";

export default function (component) {
  const { data } = component;
  return mount(component, (box) => {
    box.replaceChildren(h("p", { class: "brand" }, h("strong", {}, data.title), h("span", {}, data.lead)));
  });
}
