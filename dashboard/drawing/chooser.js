// @ts-check
// A row of buttons of which one is chosen: a step, a clock, a group. Where there is room each says its longer label.
// data: the options and the chosen one. Tells which was chosen (`choose`).

import { along } from "./along.js";
import { h } from "./elements.js";
import { mount } from "./mounting.js";

const ROOMY = 900;

/**
 * A value, its label, what is said aloud instead, and the label where there is room for a longer one.
 * @typedef {[value: string, label: string, spoken?: string, longer?: string]} Option
 */
/** @typedef {{ label: string, options: Option[], chosen: string }} Chooser */

/** @param {import("./mounting.js").Component<Chooser>} component */
export default function chooser(component) {
  const { data, setTriggerValue } = component;
  return mount(component, (box, width) => {
    const buttons = data.options.map(([value, label, spoken, longer]) => {
      const isChosen = value === data.chosen;
      const button = {
        type: "button",
        title: spoken ?? null,
        "aria-label": spoken ?? null,
        "data-focus": `choice${value}`,
        "aria-pressed": String(isChosen),
        onclick: () => setTriggerValue("choose", { value, along: along() }),
      };
      return h("button", button, longer && (width >= ROOMY || isChosen) ? longer : label);
    });
    box.replaceChildren(h("div", { class: "chooser screen-only", role: "group", "aria-label": data.label }, buttons));
  });
}
