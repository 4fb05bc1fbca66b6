// @ts-check
// Elements of a page and of a drawing, and how to change one only where it differs. All text is set as text, never as
// markup, so a note of a municipality cannot become a tag or a link.

export const NS = "http://www.w3.org/2000/svg";

/** @typedef {Event & { target: HTMLSelectElement }} Choice */
/**
 * What may be listened to; what a name of an attribute begins with `on` is set as it is.
 * @typedef {object} Handlers
 * @property {((event: MouseEvent) => unknown) | null} [onclick]
 * @property {((event: MouseEvent) => unknown) | null} [onmouseenter]
 * @property {((event: FocusEvent) => unknown) | null} [onfocus]
 * @property {((event: Choice) => unknown) | null} [onchange]
 * @property {((event: Event & { target: HTMLDetailsElement }) => unknown) | null} [ontoggle]
 */
/** @typedef {string | number | boolean | null | undefined | ((event: never) => unknown)} Value */
/**
 * Attributes by name; what is null, undefined or false is left out.
 * @typedef {Record<string, Value> & Handlers} Attributes
 */
/** @typedef {Node | string | number | null | undefined | Child[]} Child */

/**
 * @template {Element} Made
 * @param {Made} element
 * @param {Attributes} attributes
 * @param {Child[]} children
 * @returns {Made}
 */
function set(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) Object.assign(element, { [name]: value });
    else element.setAttribute(name, String(value));
  }
  for (const child of flattened(children)) if (child !== null && child !== undefined) element.append(child);
  return element;
}

/**
 * @param {Child[]} children
 * @returns {(Node | string | null | undefined)[]}
 */
const flattened = (children) => {
  const all = /** @type {unknown[]} */ (children).flat(Number.POSITIVE_INFINITY);
  return /** @type {(Node | string | null | undefined)[]} */ (all);
};

/**
 * An element of a page.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} attributes
 * @param {Child[]} children
 */
export const h = (tag, attributes, ...children) => set(document.createElement(tag), attributes, children);

/**
 * An element of a drawing.
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} attributes
 * @param {Child[]} children
 */
export const s = (tag, attributes, ...children) => set(document.createElementNS(NS, tag), attributes, children);

/**
 * A table that scrolls sideways within its place, also by the keys; its caption is only heard.
 * @param {string} caption
 * @param {Child[]} heads
 * @param {Child[]} body
 */
export const scrolling = (caption, heads, body) =>
  h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    h(
      "table",
      {},
      h("caption", { class: "hidden" }, caption),
      h("thead", {}, h("tr", {}, heads)),
      h("tbody", {}, body),
    ),
  );

/**
 * Sets an attribute where it differs: what stays the same need not be laid out again.
 * @param {Element} element
 * @param {string} name
 * @param {string} value
 */
export function put(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/**
 * Puts these in an element where they differ from what stands there.
 * @param {Element} element
 * @param {Child[]} children
 */
export function fill(element, children) {
  const wanted = flattened(children).filter((child) => child !== "" && child !== null && child !== undefined);
  const now = [...element.childNodes];
  if (wanted.length !== now.length) return void element.replaceChildren(.../** @type {(Node | string)[]} */ (wanted));
  wanted.forEach((child, place) => {
    const old = now[place];
    if (child instanceof Node ? child.isEqualNode(old) : old instanceof Text && child === old.data) return;
    if (old instanceof Text && typeof child === "string") old.data = child;
    else old.replaceWith(/** @type {Node | string} */ (child));
  });
}
