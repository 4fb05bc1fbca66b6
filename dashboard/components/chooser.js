// A row of buttons of which one is chosen: a step, a clock, a group. Where there is room each says its longer label.

import { along } from "./along.js";
import { h } from "./elements.js";
import { mount } from "./mounting.js";

const ROOMY = 900;
export default function (component) {
  const { data, setTriggerValue } = component;
  return mount(component, (box, width) => {
    box.replaceChildren(
      h(
        "div",
        { class: "chooser", role: "group", "aria-label": data.label },
        data.options.map(([value, label, title, longer]) =>
          h(
            "button",
            {
              type: "button",
              title: title ?? null,
              "aria-label": title ?? null,
              "data-focus": `choice${value}`,
              "aria-pressed": String(value === data.chosen),
              onclick: () => setTriggerValue("choose", { value, along: along() }),
            },
            longer && (width >= ROOMY || value === data.chosen) ? longer : label,
          ),
        ),
      ),
    );
  });
}
