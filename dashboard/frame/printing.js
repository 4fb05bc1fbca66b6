// @ts-check
// Prints the page, for the button and for the keys that ask for it.

const LAID_OUT_MS = 700; // what the figures need to be drawn at another width

/** Prints the page: first it is laid out as wide as on paper, so that every figure is drawn at that width. */
export function printPage() {
  const html = document.documentElement;
  html.dataset.printing = "";
  const done = () => {
    delete html.dataset.printing;
  };
  window.addEventListener("afterprint", done, { once: true });
  setTimeout(() => window.print(), LAID_OUT_MS);
}
