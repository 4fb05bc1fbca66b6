// Sentences under each other, a hairline between them; each may carry a remark in small. `more`: where they lead.

import { h } from "./elements.js";
import { mount } from "./mounting.js";

export default function (component) {
  const { data, setTriggerValue } = component;
  return mount(component, (box) => {
    const list = h(
      "ul",
      { class: "sentences" },
      data.sentences.map(({ text, note }) => h("li", {}, text, note ? h("span", {}, note) : null)),
    );
    const more = data.more
      ? [
          h(
            "button",
            { type: "button", class: "link", "data-focus": "more", onclick: () => setTriggerValue("go", true) },
            data.more,
          ),
        ]
      : [];
    box.replaceChildren(list, ...more);
  });
}
