// The key above a chart that is drawn by another hand: signs and words, once per figure.

import { mount } from "./mounting.js";
import { keyList } from "./signs.js";

export default function (component) {
  const { data } = component;
  return mount(component, (box) => box.replaceChildren(keyList(data.key)));
}
