// @ts-check
// What stands on the page, copied into a drawing: words, lines, boxes and the drawings between them, each where it stands.
// So the picture of a table is that table. What is only there to be worked with is left out.

import { s } from "../drawing/elements.js";

const STYLES = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-opacity",
  "stroke-linecap",
  "stroke-linejoin",
  "opacity",
  "paint-order",
  "font-family",
  "font-size",
  "font-weight",
  "font-variant-numeric",
  "text-anchor",
  "dominant-baseline",
  "visibility",
  "display",
];
/** @type {Record<string, string>} what does not pass from an element to what is in it, with what it is of itself */
const OF_ITSELF = { opacity: "1", display: "inline", "dominant-baseline": "auto" };
const SIDES = /** @type {const} */ (["Top", "Right", "Bottom", "Left"]);
const CLEAR = /^(transparent|rgba\(.*, 0\))$/;

/**
 * Where the copy goes: into `into`, and what stands at (`left`, `top`) of the window stands at its origin.
 * `first`, `right` and `bottom`: how far it reaches, up, aside and down.
 * @typedef {{ into: SVGElement, left: number, top: number, first: number, right: number, bottom: number }} Copy
 */

/**
 * A copy of a drawing that looks the same without the styles of its page.
 * @param {SVGSVGElement} drawn
 */
export function standsAlone(drawn) {
  const copy = /** @type {SVGSVGElement} */ (drawn.cloneNode(true));
  const inside = [copy, ...copy.querySelectorAll("*")];
  [drawn, ...drawn.querySelectorAll("*")].forEach((element, place) => {
    const style = getComputedStyle(element);
    const around = element === drawn ? null : getComputedStyle(/** @type {Element} */ (element.parentElement));
    const { style: own } = /** @type {SVGElement} */ (inside[place]);
    for (const name of STYLES) {
      const value = style.getPropertyValue(name);
      const isAsAround = around && value === (OF_ITSELF[name] ?? around.getPropertyValue(name));
      if (isAsAround && !own.getPropertyValue(name) && !element.hasAttribute(name)) continue;
      if (value && !value.startsWith('url("http')) own.setProperty(name, value);
    }
  });
  return copy;
}

/**
 * @param {Element} element
 * @param {Copy} copy
 * @param {(element: Element) => boolean} isLeftOut
 */
export function copied(element, copy, isLeftOut) {
  if (isLeftOut(element)) return;
  const style = getComputedStyle(element);
  const isThere = style.display === "contents" || element.checkVisibility(); // what has no box is never visible itself
  if (!isThere || style.visibility === "hidden" || style.opacity === "0") return;
  if (element instanceof SVGSVGElement) return copyDrawing(element, copy);
  copyBox(element, style, copy);
  if (element instanceof HTMLInputElement || element instanceof HTMLSelectElement)
    return copyField(element, style, copy);
  const children = element.shadowRoot?.childNodes ?? element.childNodes;
  for (const child of children) {
    if (child instanceof Text) copyText(child, style, copy);
    else if (child instanceof Element) copied(child, copy, isLeftOut);
  }
}

/**
 * @param {SVGSVGElement} drawn
 * @param {Copy} copy
 */
function copyDrawing(drawn, copy) {
  const box = drawn.getBoundingClientRect();
  const alone = standsAlone(drawn);
  for (const [name, value] of Object.entries({ width: box.width, height: box.height })) {
    alone.setAttribute(name, String(value));
  }
  copy.into.append(s("g", { transform: `translate(${box.left - copy.left} ${box.top - copy.top})` }, alone));
  reach(copy, box);
}

/**
 * The ground and the sides of an element.
 * @param {Element} element
 * @param {CSSStyleDeclaration} style
 * @param {Copy} copy
 */
function copyBox(element, style, copy) {
  const box = element.getBoundingClientRect();
  if (!box.width || !box.height) return;
  const [x, y] = [box.left - copy.left, box.top - copy.top];
  if (!CLEAR.test(style.backgroundColor)) {
    const ground = {
      x,
      y,
      width: box.width,
      height: box.height,
      rx: Number.parseFloat(style.borderTopLeftRadius) || 0,
    };
    copy.into.append(s("rect", { ...ground, style: `fill: ${style.backgroundColor}` }));
    reach(copy, box);
  }
  /** @type {Record<typeof SIDES[number], [number, number, number, number]>} */
  const ends = {
    Top: [x, y, x + box.width, y],
    Right: [x + box.width, y, x + box.width, y + box.height],
    Bottom: [x, y + box.height, x + box.width, y + box.height],
    Left: [x, y, x, y + box.height],
  };
  for (const side of SIDES) {
    const [width, kind, colour] = [
      style[`border${side}Width`],
      style[`border${side}Style`],
      style[`border${side}Color`],
    ];
    if (kind === "none" || !Number.parseFloat(width) || CLEAR.test(colour)) continue;
    const [x1, y1, x2, y2] = ends[side];
    const dashes = kind === "dashed" ? "4 3" : kind === "dotted" ? "1.5 2.5" : null;
    const line = { x1, y1, x2, y2, "stroke-dasharray": dashes, style: `stroke: ${colour}; stroke-width: ${width}` };
    copy.into.append(s("line", line));
    reach(copy, box);
  }
}

/**
 * What was filled in or chosen.
 * @param {HTMLInputElement | HTMLSelectElement} field
 * @param {CSSStyleDeclaration} style
 * @param {Copy} copy
 */
function copyField(field, style, copy) {
  const box = field.getBoundingClientRect();
  if (field instanceof HTMLInputElement && !["text", "number", "date", "search"].includes(field.type)) return;
  const words = field instanceof HTMLSelectElement ? (field.selectedOptions[0]?.text ?? "") : field.value;
  const room = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.borderLeftWidth);
  const size = Number.parseFloat(style.fontSize);
  write(words, { left: box.left + room, baseline: box.top + box.height / 2 + size * 0.35 }, style, copy);
}

/**
 * The lines of a text as the page broke them.
 * @param {Text} text
 * @param {CSSStyleDeclaration} style
 * @param {Copy} copy
 */
function copyText(text, style, copy) {
  if (!text.data.trim()) return;
  const range = document.createRange();
  range.selectNodeContents(text);
  const whole = range.getClientRects();
  if (!whole.length) return;
  const { left, right } = text.parentElement?.getBoundingClientRect() ?? whole[0];
  const room = style.overflowX === "hidden" ? right - left : null;
  for (const { words, box } of whole.length === 1 ? [{ words: text.data, box: whole[0] }] : lines(text, range)) {
    if (style.writingMode === "vertical-rl") {
      writeUpwards(words.trim(), box, style, copy);
      continue;
    }
    const baseline = box.top + (box.height * ASCENT) / (ASCENT + DESCENT);
    const isTooWide = room !== null && box.width > room + 1;
    write(words.replace(/\s+/g, " ").trim(), { left: box.left, baseline, room: isTooWide ? room : null }, style, copy);
    reach(copy, box);
  }
}
// of the letters of the page, in their height
const [ASCENT, DESCENT] = [0.984, 0.273];

/**
 * @param {Text} text
 * @param {Range} range
 */
function lines(text, range) {
  /** @type {{ words: string, box: DOMRect }[]} */
  const found = [];
  for (const { 0: word, index } of text.data.matchAll(/\S+/g)) {
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    const box = range.getBoundingClientRect();
    const last = found.at(-1);
    if (last && Math.abs(last.box.top - box.top) < box.height / 2) last.words += ` ${word}`;
    else found.push({ words: word, box });
  }
  return found;
}

/**
 * @param {string} words
 * @param {{ left: number, baseline: number, room?: number | null }} place `room`: what they may not be wider than
 * @param {CSSStyleDeclaration} style
 * @param {Copy} copy
 */
function write(words, { left, baseline, room = null }, style, copy) {
  const look = `font: ${style.fontWeight} ${style.fontSize} ${style.fontFamily.replaceAll('"', "'")}; fill: ${style.color}`;
  const fits = room === null ? {} : { textLength: room, lengthAdjust: "spacingAndGlyphs" };
  const numbers = `font-variant-numeric: ${style.fontVariantNumeric}`;
  const at = { x: left - copy.left, y: baseline - copy.top };
  copy.into.append(s("text", { ...at, ...fits, style: `${look}; ${numbers}` }, words));
}

/**
 * A head that stands upright over a narrow column: read from below.
 * @param {string} words
 * @param {DOMRect} box
 * @param {CSSStyleDeclaration} style
 * @param {Copy} copy
 */
function writeUpwards(words, box, style, copy) {
  const baseline = box.left - copy.left + (box.width * ASCENT) / (ASCENT + DESCENT);
  const turned = {
    ...copy,
    into: s("g", { transform: `translate(${baseline} ${box.bottom - copy.top}) rotate(-90)` }),
  };
  write(words, { left: copy.left, baseline: copy.top }, style, turned);
  copy.into.append(turned.into);
}

/**
 * @param {Copy} copy
 * @param {DOMRect} box
 */
function reach(copy, box) {
  copy.first = Math.min(copy.first, box.top - copy.top);
  copy.right = Math.max(copy.right, box.right - copy.left);
  copy.bottom = Math.max(copy.bottom, box.bottom - copy.top);
}
