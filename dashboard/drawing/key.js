// @ts-check
// The key above a chart that is drawn by another hand: signs and words, once per figure. data: its signs with their
// words.

import { mount } from "./mounting.js";
import { keyList } from "./signs.js";

/** @param {import("./mounting.js").Component<{ key: import("./signs.js").Key }>} component */
export default function key(component) {
  const { data } = component;
  return mount(component, (box) => box.replaceChildren(keyList(data.key)));
}
