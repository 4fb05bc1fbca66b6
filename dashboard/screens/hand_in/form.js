// @ts-check
// The form of one municipality about one day: filled in table by table, kept as it is typed, checked, handed in.
// data: finished words, the fields with what was said before, and the addresses that keep the draft. Tells that it was
// handed in (`handed_in`: the place of the report in the ledger, 0 where a colleague did) and that the page is old.

import { h } from "../../drawing/elements.js";
import { mount } from "../../drawing/mounting.js";
import { Filling } from "./form_filling.js";

/** @typedef {import("./form_types.js").Form} Form */

/** @type {WeakMap<ShadowRoot, { said: string, filling: Filling, end: () => void }>} */
const drawn = new WeakMap();

/** @param {import("../../drawing/mounting.js").Component<Form>} component */
export default function form(component) {
  const { data, parentElement, setTriggerValue } = component;
  const said = JSON.stringify(data);
  const ended = mount(component, (box) => {
    const now = drawn.get(parentElement);
    if (now?.said === said && box.hasChildNodes()) return; // another width is the style sheet's
    now?.end();
    const filling = new Filling(data, box, (sequence) => setTriggerValue("handed_in", sequence));
    if (now) filling.draft.takeOver(now.filling.draft);
    box.replaceChildren(h("div", { class: "form" }, filling.elements()));
    drawn.set(parentElement, { said, filling, end: filling.begin() });
  });
  return () => {
    drawn.get(parentElement)?.end();
    drawn.delete(parentElement);
    ended();
  };
}
