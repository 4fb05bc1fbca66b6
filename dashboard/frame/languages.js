// @ts-check
// The switch between the languages; each is written in itself.
// data: the language of the page, and every language with its word. Tells which was chosen (`choose`).

import { along } from "../drawing/along.js";
import { h } from "../drawing/elements.js";
import { mount } from "../drawing/mounting.js";

/** @typedef {{ label: string, chosen: string, languages: [language: string, word: string][] }} Languages */

/** @param {import("../drawing/mounting.js").Component<Languages>} component */
export default function languages(component) {
  const { data, setTriggerValue } = component;
  /**
   * @param {string} language
   * @param {string} word
   */
  const button = (language, word) => {
    const choose = () => setTriggerValue("choose", { value: language, along: along() });
    return h("button", { type: "button", lang: language, "data-focus": language, onclick: choose }, word);
  };
  return mount(component, (box) => {
    const words = data.languages.map(([language, word], place) => [
      place ? " · " : null,
      language === data.chosen ? h("strong", { lang: language, "aria-current": "true" }, word) : button(language, word),
    ]);
    box.replaceChildren(h("p", { class: "languages", role: "group", "aria-label": data.label }, words));
  });
}
