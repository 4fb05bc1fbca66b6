// @ts-check
// The parts of a page as tabs, each with how much waits there; on a phone one list to choose from.
// data: the parts in words and the one that is shown. Tells which was chosen (`choose`).

import { h } from "../../drawing/elements.js";
import { mount } from "../../drawing/mounting.js";

const ROOMY = 640;

/** @typedef {{ value: string, label: string, count: string }} Tab */
/** @typedef {{ label: string, tabs: Tab[], chosen: string }} Tabs */

/** @param {import("../../drawing/mounting.js").Component<Tabs>} component */
export default function tabs(component) {
  const { data, setTriggerValue } = component;
  const choose = (/** @type {string} */ value) => value !== data.chosen && setTriggerValue("choose", value);
  return mount(component, (box, width) => {
    box.replaceChildren(width < ROOMY ? list(data, choose) : row(data, choose));
  });
}

/**
 * @param {Tabs} data
 * @param {(value: string) => unknown} choose
 */
function row(data, choose) {
  const links = data.tabs.map((tab) =>
    h(
      "button",
      {
        type: "button",
        "data-focus": tab.value,
        "aria-current": tab.value === data.chosen ? "page" : null,
        onclick: () => choose(tab.value),
      },
      tab.label,
      tab.count ? h("span", { class: "count" }, ` ${tab.count}`) : null,
    ),
  );
  return h("nav", { class: "tabs screen-only", "aria-label": data.label }, links);
}

/**
 * @param {Tabs} data
 * @param {(value: string) => unknown} choose
 */
function list(data, choose) {
  const options = data.tabs.map((tab) =>
    h(
      "option",
      { value: tab.value, selected: tab.value === data.chosen },
      tab.label + (tab.count ? ` · ${tab.count}` : ""),
    ),
  );
  const select = h(
    "select",
    { id: "part", "data-focus": "part", onchange: (event) => choose(event.target.value) },
    options,
  );
  return h("div", { class: "choice screen-only" }, h("label", { for: "part" }, data.label), select);
}
