// @ts-check
// On paper and in a picture nothing can be scrolled or opened: then a part that shows its rows a few at a time draws all
// of them, or says how many it leaves out.

export const MOST_ROWS = 1000; // more than all municipalities; a longer list is read from its file
const SHEET = 1_150; // about what fits on a sheet of paper, in px

/** @type {Set<string>} who asks for it */
const asking = new Set();
/** @type {Set<() => void>} */
const parts = new Set();

/** Whether all rows are asked for. */
export const isWhole = () => asking.size > 0;

/**
 * Has a part drawn again whenever all rows are asked for, and when they no longer are. Gives what ends that.
 * @param {() => void} paint
 */
export function drawnWhole(paint) {
  parts.add(paint);
  return () => parts.delete(paint);
}

/**
 * @param {"paper" | "picture"} who
 * @param {boolean} isAsked
 */
export function askWhole(who, isAsked) {
  const was = isWhole();
  if (isAsked) asking.add(who);
  else asking.delete(who);
  document.documentElement.toggleAttribute("data-whole", isWhole());
  if (was !== isWhole()) for (const paint of parts) paint();
}

window.addEventListener("beforeprint", () => {
  askWhole("paper", true);
  // a figure stands on one sheet; one that is longer than a sheet begins where it is and goes on over the next
  for (const figure of document.querySelectorAll("[class*=st-key-figure_]")) {
    figure.toggleAttribute("data-long", figure.getBoundingClientRect().height > SHEET);
  }
});
window.addEventListener("afterprint", () => askWhole("paper", false));
