// @ts-check
// What came of an act stands at the top of the page; whoever acted further down is brought to it, with the focus.
// data: nothing of its own

import { bringIntoSight } from "./into_sight.js";
import { mount } from "./mounting.js";

/** @param {import("./mounting.js").Component<Record<string, never>>} component */
export default function telling(component) {
  return mount(component, (box) => {
    if (box.hasChildNodes()) return;
    box.append(document.createElement("span"));
    const place = component.parentElement.host?.closest(".st-key-told");
    if (place) bringIntoSight(place);
  });
}
