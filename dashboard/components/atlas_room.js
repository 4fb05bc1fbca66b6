// A sentence that changes with the month stands in a box that holds it whatever the month and the filter: nothing under it
// moves while the months go by, and the browser lays out that sentence alone instead of the page.
// Sentences: [element, what it may hold at most]. `known` keeps the heights found for this width and step.

import { h, put } from "./elements.js";

export function keepRoom(known, asked, sentences) {
  if (!known.has(asked)) known.set(asked, heightsOf(sentences));
  sentences.forEach(([element], place) => {
    put(element, "style", `height: ${known.get(asked)[place]}px`);
    element.classList.add("steady");
  });
}

function heightsOf(sentences) {
  const shown = sentences.map(([element]) => [...element.childNodes]);
  for (const [element, contents] of sentences)
    element.replaceChildren(...contents().map((content) => h("span", { class: "probe" }, content)));
  const found = sentences.map(([element]) =>
    Math.ceil(Math.max(...[...element.children].map((one) => one.getBoundingClientRect().height))),
  );
  sentences.forEach(([element], place) => element.replaceChildren(...shown[place]));
  return found;
}
