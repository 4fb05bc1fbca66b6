// @ts-check
// How a part stands on the page: what Streamlit hands to it, when it draws, and what stays while it draws again.

import { drawnWhole } from "./whole.js";

/**
 * What Streamlit hands to a part, at first and whenever the server says something new. `data` is what Python gave to
 * `draw`; each part says what that is.
 * @template Data
 * @typedef {object} Component
 * @property {string} key of this part on the page
 * @property {Data} data
 * @property {ShadowRoot} parentElement what the part has for itself; it holds an element `.root` to draw in
 * @property {(trigger: string, value: unknown) => void} setTriggerValue tells the server what a visitor does
 */

/**
 * @typedef {{ width: number, paint: () => void, observer: ResizeObserver, said?: string, endWhole?: () => unknown }}
 *   Mounted
 */

/** @type {WeakMap<ShadowRoot, Mounted>} */
const mounted = new WeakMap();

/**
 * Calls draw(box, width) when there is something new to draw and whenever the width changes; keeps the focus on the
 * part that had it. `isAlways`: also when nothing is new, for a part whose fields a visitor changes and the server may
 * refuse. `hasRows`: also when all rows are asked for (see whole.js).
 * @param {Component<unknown>} component
 * @param {(box: HTMLElement, width: number) => unknown} draw
 * @param {{ isAlways?: boolean, hasRows?: boolean }} [when]
 */
export function mount(component, draw, { isAlways = false, hasRows = false } = {}) {
  const root = component.parentElement;
  const box = /** @type {HTMLElement} */ (root.querySelector(".root"));
  const state = mounted.get(root) ?? watched(root, box);
  state.paint = () => {
    state.width = box.clientWidth;
    if (!state.width) return;
    const focused = focusedIn(root);
    draw(box, state.width);
    if (focused) focusOn(box, focused);
  };
  if (hasRows) state.endWhole ??= drawnWhole(() => state.paint());
  const said = JSON.stringify(component.data);
  if (isAlways || said !== state.said || !box.hasChildNodes()) state.paint();
  state.said = said;
  return () => {
    state.observer.disconnect();
    state.endWhole?.();
    mounted.delete(root);
  };
}

/**
 * @param {ShadowRoot} root
 * @param {HTMLElement} box
 */
function watched(root, box) {
  const observer = new ResizeObserver(() => {
    if (Math.abs(box.clientWidth - state.width) > 1) state.paint();
  });
  /** @type {Mounted} */
  const state = { width: 0, paint: () => {}, observer };
  mounted.set(root, state);
  observer.observe(box);
  return state;
}

/**
 * The name (`data-focus`) of what has the focus in a part.
 * @param {Node} root
 */
export function focusedIn(root) {
  const focused = root instanceof ShadowRoot ? root.activeElement : null;
  return focused instanceof HTMLElement ? focused.dataset.focus : undefined;
}

/**
 * Puts the focus on what has this name.
 * @param {ParentNode} box
 * @param {string} name
 * @param {FocusOptions} [options]
 */
export function focusOn(box, name, options) {
  /** @type {HTMLElement | null} */
  const found = box.querySelector(`[data-focus="${CSS.escape(name)}"]`);
  found?.focus(options);
}
