// @ts-check
// A figure that a link or a question leads to.

const MOVED_BY_HAND = ["wheel", "touchstart", "keydown", "pointerdown"];
const AGAIN_MS = 350;
const MOST_TIMES = 12;

/**
 * Stops what moves the page by itself as soon as the visitor does anything with it.
 * @param {() => void} stop
 */
export function untilMovedByHand(stop) {
  for (const name of MOVED_BY_HAND) window.addEventListener(name, stop, { once: true, passive: true });
}

/**
 * Puts the focus on a figure that a link promised, so that the keyboard and a voice go on from there.
 * @param {Element} figure
 */
export function takeFocus(figure) {
  if (!(figure instanceof HTMLElement)) return;
  figure.tabIndex = -1;
  figure.style.outline = "none"; // it is a place and nothing to press; the title tells where one is
  figure.focus({ preventScroll: true });
}

/**
 * Brings a figure into sight, with the focus on it, and keeps it there while what stands above it still grows, until the visitor moves.
 * @param {Element} figure
 */
export function bringIntoSight(figure) {
  if (figure instanceof HTMLElement) figure.style.scrollMarginTop = "72px"; // the strip at the top lies over the page
  takeFocus(figure);
  let left = MOST_TIMES;
  untilMovedByHand(() => {
    left = 0;
  });
  const again = () => {
    if (left <= 0) return;
    left -= 1;
    figure.scrollIntoView({ block: "start" });
    window.setTimeout(again, AGAIN_MS);
  };
  window.setTimeout(again, 200);
}
