// @ts-check
// How long the form is in use: the seconds in which somebody looked at it and did something in it within the last minute.

const STILL = 60_000; // ms without a key or a click: somebody does something else

/**
 * Counts from now on. The answer gives the seconds that were not given out yet; what is handed to it is put back.
 * @param {HTMLElement} box
 * @returns {{ take: (back?: number) => number, waiting: () => number, end: () => void }}
 */
export function useOf(box) {
  let [seconds, last] = [0, 0];
  const act = () => {
    last = Date.now();
  };
  for (const kind of ["keydown", "pointerdown", "input"]) box.addEventListener(kind, act);
  const timer = setInterval(() => {
    if (document.visibilityState === "visible" && Date.now() - last < STILL) seconds += 1;
  }, 1_000);
  const take = (back = 0) => {
    if (back) seconds += back;
    const given = back ? 0 : seconds;
    seconds -= given;
    return given;
  };
  return { take, waiting: () => seconds, end: () => clearInterval(timer) };
}
