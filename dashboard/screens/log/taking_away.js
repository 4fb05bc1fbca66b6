// @ts-check
// A button that asks for a file, and saves it once it is there.
// data: the word of the button, the text of the file or null, its name. Tells that it was asked for (`ask`).

import { h } from "../../drawing/elements.js";
import { mount } from "../../drawing/mounting.js";
import { save } from "../../figure/saving.js";

/** @typedef {{ label: string, text: string | null, name: string }} File */

/** @type {WeakSet<ShadowRoot>} */
const waiting = new WeakSet();

/** @param {import("../../drawing/mounting.js").Component<File>} component */
export default function takingAway(component) {
  const { data, parentElement, setTriggerValue } = component;
  return mount(component, (box) => {
    const { text } = data;
    const hand = () => save(new Blob([text ?? ""], { type: "text/csv;charset=utf-8" }), data.name);
    if (text !== null && waiting.delete(parentElement)) hand();
    const ask = () => {
      if (text !== null) return hand();
      waiting.add(parentElement);
      return setTriggerValue("ask", true);
    };
    box.replaceChildren(h("button", { type: "button", class: "take", "data-focus": "take", onclick: ask }, data.label));
  });
}
