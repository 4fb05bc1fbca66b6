// @ts-check
// The switch between light and dark, in our own words instead of those of Streamlit's menu. Streamlit keeps what was
// chosen in the browser for each page apart, and reads it as a page opens: here it is put down for all pages at once.
// data: the choices with their words, and where the pages stand.

import { h } from "../drawing/elements.js";
import { mount } from "../drawing/mounting.js";

/** @typedef {"System" | "Light" | "Dark"} Theme as Streamlit calls them */
/** @typedef {{ label: string, themes: [theme: Theme, word: string][], pages: string[] }} Themes */

const keyOf = (/** @type {string} */ path) => `stActiveTheme-${path}-v2`;

/** @param {import("../drawing/mounting.js").Component<Themes>} component */
export default function themes(component) {
  const { data } = component;
  return mount(component, (box) => {
    const chosen = kept();
    const words = data.themes.map(([theme, word], place) => [
      place ? " · " : null,
      theme === chosen
        ? h("strong", { "aria-current": "true" }, word)
        : h("button", { type: "button", "data-focus": theme, onclick: () => choose(theme, data.pages) }, word),
    ]);
    box.replaceChildren(h("p", { class: "languages", role: "group", "aria-label": data.label }, words));
  });
}

/** @returns {Theme} what was chosen for this page; a browser may keep nothing at all */
function kept() {
  try {
    return JSON.parse(localStorage.getItem(keyOf(location.pathname)) ?? '"System"');
  } catch {
    return "System";
  }
}

/**
 * @param {Theme} theme
 * @param {string[]} pages
 */
function choose(theme, pages) {
  const paths = pages.map((page) => new URL(page, location.href).pathname);
  for (const path of new Set([location.pathname, ...paths])) {
    if (theme === "System") localStorage.removeItem(keyOf(path));
    else localStorage.setItem(keyOf(path), JSON.stringify(theme));
  }
  location.reload(); // what is chosen on the page stands in its address
}
