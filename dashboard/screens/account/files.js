// @ts-check
// A button per figure of the catalogue: the server makes its file when it is asked for, and the browser keeps it.
// data: the buttons by section, and the file that was asked for last. Tells which is asked for (`ask`).

import { h } from "../../drawing/elements.js";
import { mount } from "../../drawing/mounting.js";
import { save } from "../../figure/saving.js";

/** @typedef {{ key: string, label: string }} Button */
/** @typedef {{ title: string, buttons: Button[] }} Section */
/** `many`: the how manieth time something was asked; `text` is null where `told` says why there is no file. */
/** @typedef {{ many: number, name: string, text: string | null, told: string }} Made */
/** @typedef {{ sections: Section[], made: Made | null }} Files */

let asked = 0;
let saved = 0;

/** @param {import("../../drawing/mounting.js").Component<Files>} component */
export default function files(component) {
  const { data, setTriggerValue } = component;
  const { made } = data;
  if (made?.text && made.many === asked && made.many !== saved) {
    saved = made.many;
    save(new Blob([made.text], { type: "text/csv" }), made.name);
  }
  /** @param {string} key */
  const ask = (key) => {
    asked += 1;
    setTriggerValue("ask", { key, many: asked });
  };
  return mount(component, (box) => {
    const sections = data.sections.map((section) => {
      const buttons = section.buttons.map((button) =>
        h("button", { type: "button", "data-focus": button.key, onclick: () => ask(button.key) }, button.label),
      );
      return h("section", {}, h("h3", {}, section.title), h("div", { class: "files" }, buttons));
    });
    const told = made && !made.text ? made.told : "";
    box.replaceChildren(...sections, h("p", { class: "told", role: "status" }, told));
  });
}
