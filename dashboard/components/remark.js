// What a reader has to know beside the figures: a sentence in bold, the rest, and where it stands in the source.

import { h } from "./elements.js";
import { mount } from "./mounting.js";

export default function (component) {
  const { data } = component;
  return mount(component, (box) =>
    box.replaceChildren(
      h(
        "p",
        { class: "remark" },
        h("strong", {}, data.strong),
        ` ${data.text}`,
        data.source ? h("span", { class: "source" }, data.source) : null,
      ),
    ),
  );
}
