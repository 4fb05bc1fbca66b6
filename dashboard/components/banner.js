// The strip over a page that shows invented figures; the language of the document, after a switch without a reload;
// the navigation out of the way; and what the page needs on paper.

import { h } from "./elements.js";
import { mount } from "./mounting.js";
import { printPage } from "./printing.js";

const PAPER = 693; // what fits between the margins of A4, in px
const LARGEST = 1.1; // how far a page in a narrow window is enlarged to fill the paper

function inDocument(tag, id) {
  const found = document.getElementById(id) ?? document.body.appendChild(h(tag, { id }));
  return found;
}

// The sheet for paper stands in the document itself: a part has its styles for itself alone. The page is scaled as it
// is drawn, so that no figure is cut off.
function onPaper(paper, box) {
  const html = document.documentElement;
  const address = `${location.origin}${location.pathname}?${paper.query}`;
  const quoted = (text) => JSON.stringify(text).replace(/</g, "\\3c ");
  inDocument("style", "wams-paper").textContent = `${paper.css}
    @page { size: A4; margin: 12mm 12mm 18mm; @bottom-left { content: ${quoted(paper.foot)}; font: 8pt sans-serif; color: #4a535c; }
      @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #4a535c; } }`;
  inDocument("footer", "wams-foot").textContent = `${paper.foot} · ${address}`;
  html.dataset.scheme = getComputedStyle(box).colorScheme;
  html.wamsMeasure = () => {
    if (!box.clientWidth || window.matchMedia("print").matches) return;
    html.style.setProperty("--wams-width", `${box.clientWidth}px`);
    html.style.setProperty("--wams-zoom", Math.min(LARGEST, PAPER / box.clientWidth).toFixed(4));
  };
  html.wamsMeasure();
  window.onbeforeprint = () => html.wamsMeasure();
  document.onkeydown = (event) => {
    if (event.key?.toLowerCase() !== "p" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    printPage();
  };
}

// A few words of the frame are always English; those that a keyboard or a screen reader meets first are put right.
function inOurLanguage(frame) {
  const skip = document.querySelector('a[href="#stMain"]');
  if (skip && skip.textContent !== frame.skip) skip.textContent = frame.skip;
  const named = {
    "[data-testid=stSidebarCollapseButton] button": frame.close,
    "[data-testid=stExpandSidebarButton]": frame.open,
    "[data-testid=stMainMenuButton], [data-testid=stMainMenu] button": frame.menu,
    "[data-testid=stSidebar]": frame.sidebar,
  };
  for (const [selector, name] of Object.entries(named))
    for (const one of document.querySelectorAll(selector)) one.setAttribute("aria-label", name);
}

export default function (component) {
  const { data } = component;
  const html = document.documentElement;
  html.lang = data.language;
  if (
    html.dataset.page !== undefined &&
    html.dataset.page !== data.page &&
    window.matchMedia("(max-width: 767px)").matches
  ) {
    // on a phone the navigation lies over the page: once a page has been chosen it makes way
    document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
  }
  html.dataset.page = data.page;
  inOurLanguage(data.frame);
  return mount(component, (box) => {
    box.replaceChildren(
      data.strong
        ? h("p", { class: "banner", role: "note" }, h("span", {}, h("strong", {}, data.strong), " ", data.text))
        : "",
    );
    onPaper(data.paper, box);
  });
}
