// Headline figures: label, figure with its unit, and what to know beside it.

import { answerable } from "./answers_ahead.js";
import { h } from "./elements.js";
import { mount } from "./mounting.js";

export default function headlines(component) {
  const { data } = component;
  answerable("headlines", component, headlines);
  return mount(component, (box, width) => {
    box.replaceChildren(
      h(
        "dl",
        { class: width < 820 ? "figures pairs" : "figures" },
        data.figures.map((figure) =>
          h(
            "div",
            { class: "figure" },
            h("dt", {}, figure.label),
            h(
              "dd",
              { class: figure.is_word ? "word" : "value" },
              figure.value,
              figure.unit ? h("span", { class: "unit" }, (figure.tight ? "" : " ") + figure.unit) : null,
            ),
            figure.note ? h("dd", { class: "note" }, figure.note) : null,
          ),
        ),
      ),
    );
  });
}
