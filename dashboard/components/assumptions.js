// Assumptions to play with: a slider each. What is chosen goes to the server, which calculates; nothing is computed here.
// data: { label, language, is_original, groups: [{title, fields: [{label, unit, value, original, low, high, step}]}], words }.

import { h } from "./elements.js";
import { mount } from "./mounting.js";

const waiting = new WeakMap();
const LOCALES = { nl: "nl-NL", en: "en-GB" };
const PAUSE = 500; // of a hand that still moves

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const state = waiting.get(parentElement) ?? { values: null, timer: null };
  waiting.set(parentElement, state);
  if (state.timer === null) state.values = null; // the answer is here: what it says counts
  const fields = data.groups.flatMap((group) => group.fields);
  const numbers = new Intl.NumberFormat(LOCALES[data.language], { maximumFractionDigits: 2 });
  const written = (field, value) => {
    const number = numbers.format(value);
    if (field.unit === "share") return `${number}%`;
    if (field.unit === "euro") return data.language === "nl" ? `€ ${number}` : `€${number}`;
    return number;
  };

  return mount(
    component,
    (box) => {
      const values = state.values ?? fields.map((field) => field.value);
      const send = () => {
        clearTimeout(state.timer);
        state.timer = null;
        setTriggerValue("change", values.join(";"));
      };
      let place = -1;
      const control = (field) => {
        const at = (place += 1);
        const shown = h("output", { for: `assumption${at}` }, written(field, values[at]));
        const was = h("span", { class: "was" });
        const say = () => {
          shown.textContent = written(field, values[at]);
          was.textContent =
            values[at] === field.original ? "" : data.words.original.replace("{value}", written(field, field.original));
          slider.setAttribute("aria-valuetext", written(field, values[at]));
        };
        const slider = h("input", {
          type: "range",
          id: `assumption${at}`,
          "data-focus": `assumption${at}`,
          min: field.low,
          max: field.high,
          step: field.step,
          "aria-label": field.spoken,
        });
        slider.value = values[at];
        slider.oninput = () => {
          values[at] = Number(slider.value);
          state.values = values;
          say();
        };
        slider.onchange = () => {
          state.values = values;
          clearTimeout(state.timer);
          state.timer = setTimeout(send, PAUSE);
        };
        say();
        return h("div", { class: "field" }, h("label", { for: `assumption${at}` }, field.label, shown), slider, was);
      };
      box.replaceChildren(
        h(
          "div",
          { class: "groups", role: "group", "aria-label": data.label },
          data.groups.map((group) =>
            h("fieldset", {}, h("legend", {}, group.title), h("div", { class: "fields" }, group.fields.map(control))),
          ),
        ),
        h(
          "button",
          {
            type: "button",
            class: "back",
            "data-focus": "back",
            disabled: data.is_original ? "" : null,
            onclick: () => {
              clearTimeout(state.timer);
              state.timer = state.values = null;
              setTriggerValue("change", "");
            },
          },
          data.words.reset,
        ),
      );
    },
    true,
  );
}
