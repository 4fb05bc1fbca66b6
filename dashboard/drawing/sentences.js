// @ts-check
// Sentences under each other, a hairline between them; each may carry a remark in small.
// data: the sentences; `more`: the words on a button that leads on, which tells that it was pressed (`go`).

import { h } from "./elements.js";
import { mount } from "./mounting.js";

/** @typedef {{ sentences: { text: string, note: string }[], more?: string }} Sentences */

/** @param {import("./mounting.js").Component<Sentences>} component */
export default function sentences(component) {
  const { data, setTriggerValue } = component;
  const go = { type: "button", class: "link", "data-focus": "more", onclick: () => setTriggerValue("go", true) };
  return mount(component, (box) => {
    const said = data.sentences.map(({ text, note }) => h("li", {}, text, note ? h("span", {}, note) : null));
    const more = data.more ? [h("button", go, data.more)] : [];
    box.replaceChildren(h("ul", { class: "sentences" }, said), ...more);
  });
}
