// @ts-check
// A sentence that changes with the month stands in a box that holds it whatever the month and the filter: nothing under
// it moves while the months go by, and the browser lays out that sentence alone instead of the page.

import { h, put } from "../../../drawing/elements.js";

/** @typedef {import("./atlas_data.js").Sentence} Sentence */

/**
 * @param {Map<string, number[]>} known keeps the heights found for this width and step
 * @param {string} asked this width and step
 * @param {Sentence[]} sentences
 */
export function keepRoom(known, asked, sentences) {
  const heights = known.get(asked) ?? heightsOf(sentences);
  known.set(asked, heights);
  sentences.forEach(([element], place) => {
    put(element, "style", `height: ${heights[place]}px`);
    element.classList.add("steady");
  });
}

/** @param {Sentence[]} sentences */
function heightsOf(sentences) {
  const shown = sentences.map(([element]) => [...element.childNodes]);
  for (const [element, contents] of sentences) {
    element.replaceChildren(...contents().map((content) => h("span", { class: "probe" }, content)));
  }
  const found = sentences.map(([element]) => {
    const heights = [...element.children].map((probe) => probe.getBoundingClientRect().height);
    return Math.ceil(Math.max(...heights));
  });
  sentences.forEach(([element], place) => {
    element.replaceChildren(...shown[place]);
  });
  return found;
}
