// @ts-check
// The strip over a page that shows invented figures; the language of the document, after a switch without a reload;
// the navigation out of the way; and what the page needs on paper.
// data: what the strip says, the language, the page, the words of the frame, and what goes on paper.

import { h } from "../drawing/elements.js";
import { mount } from "../drawing/mounting.js";
import { printPage } from "./printing.js";

const PAPER = 693; // what fits between the margins of A4, in px
const LARGEST = 1.1; // how far a page in a narrow window is enlarged to fill the paper

/**
 * `css`: the sheet for paper; `foot`: what the foot of a printed page says; `query`: of the address of this page.
 * @typedef {{ css: string, foot: string, query: string }} Paper
 */
/**
 * What parts of Streamlit's frame are called.
 * @typedef {{ skip: string, close: string, open: string, sidebar: string }} Frame
 */
/**
 * @typedef {object} Banner
 * @property {string} strong "" where the figures are real
 * @property {string} text
 * @property {string} language
 * @property {string} page the last part of its address
 * @property {Paper} paper
 * @property {Frame} frame
 */

/** @param {import("../drawing/mounting.js").Component<Banner>} component */
export default function banner(component) {
  const { data } = component;
  const html = document.documentElement;
  html.lang = data.language;
  const isAnother = html.dataset.page !== undefined && html.dataset.page !== data.page;
  if (isAnother && window.matchMedia("(max-width: 767px)").matches) {
    // on a phone the navigation lies over the page: once a page has been chosen it makes way
    /** @type {HTMLElement | null} */
    const close = document.querySelector("[data-testid=stSidebarCollapseButton] button");
    close?.click();
  }
  html.dataset.page = data.page;
  inOurLanguage(data.frame);
  return mount(component, (box) => {
    const said = h("span", {}, h("strong", {}, data.strong), " ", data.text);
    box.replaceChildren(data.strong ? h("p", { class: "banner", role: "note" }, said) : "");
    onPaper(data.paper, box);
  });
}

/**
 * @param {"style" | "footer"} tag
 * @param {string} id
 */
function inDocument(tag, id) {
  return document.getElementById(id) ?? document.body.appendChild(h(tag, { id }));
}

/**
 * The sheet for paper stands in the document itself: a part has its styles for itself alone. The page is scaled as it
 * is drawn, so that no figure is cut off.
 * @param {Paper} paper
 * @param {HTMLElement} box as wide as the page
 */
function onPaper(paper, box) {
  const html = document.documentElement;
  const address = `${location.origin}${location.pathname}?${paper.query}`;
  const small = "font: 8pt sans-serif; color: #4a535c;";
  const foot = JSON.stringify(paper.foot).replace(/</g, "\\3c ");
  inDocument("style", "wams-paper").textContent = `${paper.css}
    @page { size: A4; margin: 12mm 12mm 18mm; @bottom-left { content: ${foot}; ${small} }
      @bottom-right { content: counter(page) " / " counter(pages); width: 18mm; white-space: nowrap; ${small} } }`;
  inDocument("footer", "wams-foot").textContent = `${paper.foot} · ${address}`;
  html.dataset.scheme = getComputedStyle(box).colorScheme;
  const measure = () => {
    if (!box.clientWidth || window.matchMedia("print").matches) return;
    html.style.setProperty("--wams-width", `${box.clientWidth}px`);
    html.style.setProperty("--wams-zoom", Math.min(LARGEST, PAPER / box.clientWidth).toFixed(4));
  };
  measure();
  window.onbeforeprint = measure;
  document.onkeydown = (event) => {
    if (event.key?.toLowerCase() !== "p" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    printPage();
  };
}

/**
 * A few words of the frame are always English; those that a keyboard or a screen reader meets first are put right.
 * @param {Frame} frame
 */
function inOurLanguage(frame) {
  const skip = document.querySelector('a[href="#stMain"]');
  if (skip && skip.textContent !== frame.skip) skip.textContent = frame.skip;
  const named = {
    "[data-testid=stSidebarCollapseButton] button": frame.close,
    "[data-testid=stExpandSidebarButton]": frame.open,
    "[data-testid=stSidebar]": frame.sidebar,
  };
  for (const [selector, name] of Object.entries(named)) {
    for (const found of document.querySelectorAll(selector)) found.setAttribute("aria-label", name);
  }
}
