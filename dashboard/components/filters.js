// The row of filters: label, value, hairline. Selects and a municipality search of the browser itself.

import { along } from "./along.js";
import { drawAhead } from "./answers_ahead.js";
import { h } from "./elements.js";
import { mount } from "./mounting.js";

const greeted = new WeakSet(); // parts in which the field that waits for the first choice has had the cursor

export default function (component) {
  const { data, setTriggerValue } = component;
  const shown = (name) => component.parentElement.querySelector(`select#${name}`)?.value;
  const change = (name, value) => {
    drawAhead((one) => (name === "reset" ? "" : one === name ? value : shown(one)));
    setTriggerValue("change", { name, value, along: along() });
  };
  const select = (item) =>
    h(
      "select",
      { id: item.name, "data-focus": item.name, onchange: (event) => change(item.name, event.target.value) },
      item.options.map(([value, text]) => h("option", { value, selected: value === item.value ? "" : null }, text)),
    );
  const search = (item) => {
    const byText = new Map(item.options.map(([value, text]) => [text.toLocaleLowerCase(), value]));
    const shown = item.options.find(([value]) => value === item.value)?.[1] ?? "";
    const input = h("input", {
      id: item.name,
      list: `${item.name}-list`,
      autocomplete: "off",
      placeholder: item.placeholder,
      "data-focus": item.name,
    });
    input.value = shown;
    const note = h("span", { class: "hint", role: "status" });
    const choose = () => {
      const text = input.value.trim().toLocaleLowerCase();
      if (!text) {
        note.textContent = "";
        return;
      }
      const starts = [...byText.keys()].filter((name) => name.startsWith(text));
      const value = byText.get(text) ?? (starts.length === 1 ? byText.get(starts[0]) : undefined);
      note.textContent = value ? "" : item.unknown;
      if (value && value !== item.value) change(item.name, value);
    };
    input.onchange = choose;
    input.onkeydown = (event) => {
      if (event.key === "Enter") choose();
    };
    input.onfocus = () => {
      if (!isDrawing) input.select();
    }; // a choice draws the row anew: that is no new visit
    return [
      input,
      h(
        "datalist",
        { id: `${item.name}-list` },
        item.options.map(([, text]) => h("option", { value: text })),
      ),
      note,
    ];
  };
  // a day in the field of the browser itself; while a year is being typed it is no day that can be chosen
  const day = (item) =>
    h("input", {
      id: item.name,
      type: "date",
      value: item.value,
      min: item.min,
      max: item.max,
      required: "",
      "data-focus": item.name,
      onchange: (event) => {
        if (event.target.validity.valid && event.target.value !== item.value) change(item.name, event.target.value);
      },
    });
  const field = { search, date: day };
  let isDrawing = false;
  return mount(
    component,
    (box) => {
      isDrawing = true;
      queueMicrotask(() => {
        isDrawing = false;
      });
      box.replaceChildren(
        h(
          "div",
          { class: "filters", role: "group", "aria-label": data.label },
          data.items.map((item) =>
            h(
              "div",
              { class: `item${item.kind === "search" ? " wide" : ""}` },
              h("label", { for: item.name }, item.label),
              (field[item.kind] ?? select)(item),
            ),
          ),
          data.reset
            ? h(
                "div",
                { class: "item" },
                h("button", { type: "button", "data-focus": "reset", onclick: () => change("reset", "") }, data.reset),
              )
            : null,
        ),
      );
      const first = data.items.find((item) => item.takes_focus);
      if (first && !greeted.has(box)) box.querySelector(`[data-focus="${first.name}"]`).focus();
      if (first) greeted.add(box);
      else greeted.delete(box);
    },
    true,
  );
}
