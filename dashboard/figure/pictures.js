// @ts-check
// A figure as a picture that stands alone: its finding, its key, its drawings, its note and its letters.

import { h, NS, s } from "../drawing/elements.js";
import { wrapped } from "../drawing/label_lines.js";

/** @typedef {{ finding: string, subtitle: string, note: string }} Told what a figure says around its drawings */
/**
 * With the part that it stands in, if it does.
 * @typedef {{ layers: SVGSVGElement[], root: ShadowRoot | null }} Drawing
 */

const MARGIN = 16;
const FEWEST = 480; // as narrow as a picture may be
const LINE = 1.35; // the height of a line, in letters
const LETTERS = '"Source Sans", "Source Sans 3", sans-serif';
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
  "font-family",
  "font-size",
  "font-weight",
  "font-variant-numeric",
  "text-anchor",
  "dominant-baseline",
  "visibility",
  "display",
];

/**
 * The drawings of a figure: the layers of a Plotly chart, or the pictures of our own parts.
 * @param {Element} host the element of the figure
 */
export function drawings(host) {
  /** @type {Drawing[]} */
  const found = [];
  for (const chart of host.querySelectorAll(".js-plotly-plot .svg-container")) {
    /** @type {NodeListOf<SVGSVGElement>} */
    const layers = chart.querySelectorAll(":scope > svg.main-svg");
    found.push({ layers: [...layers], root: null });
  }
  for (const part of host.querySelectorAll("[data-testid=stBidiComponentIsolated]")) {
    for (const { shadowRoot: root } of [part, ...part.querySelectorAll("*")]) {
      /** @type {SVGSVGElement[]} */
      const drawn = root
        ? [...root.querySelectorAll("svg[role=img]")].map((one) => /** @type {SVGSVGElement} */ (one))
        : [];
      for (const one of drawn) found.push({ layers: [one], root });
    }
  }
  return found.filter(({ layers }) => layers.length && layers[0].getBoundingClientRect().width > 0);
}

/**
 * A copy that looks the same without the styles of its page.
 * @param {SVGSVGElement} drawn
 */
function standsAlone(drawn) {
  const copy = /** @type {SVGSVGElement} */ (drawn.cloneNode(true));
  const inside = [copy, ...copy.querySelectorAll("*")];
  [drawn, ...drawn.querySelectorAll("*")].forEach((element, place) => {
    const style = getComputedStyle(element);
    const { style: own } = /** @type {SVGElement} */ (inside[place]);
    for (const name of STYLES) {
      const value = style.getPropertyValue(name);
      if (value && !value.startsWith('url("http')) own.setProperty(name, value);
    }
  });
  return copy;
}

/**
 * One SVG that stands alone: what the figure found, its drawings, and its note.
 * @param {Element} host
 * @param {Told} told
 */
export async function picture(host, { finding, subtitle, note }) {
  const { color } = getComputedStyle(host);
  const app = /** @type {Element} */ (document.querySelector("[data-testid=stApp]"));
  const found = drawings(host);
  const boxes = found.map(({ layers }) => layers[0].getBoundingClientRect());
  const width = Math.ceil(Math.max(...boxes.map((box) => box.width), FEWEST)) + 2 * MARGIN;
  const whole = s("svg", { xmlns: NS, width, role: "img", "aria-label": finding });
  /**
   * Gives where the words end; `wide`: how wide a letter is at most, in its height.
   * @param {string} words
   * @param {number} y
   * @param {{ size: number, weight: number, wide: number }} letters
   */
  const write = (words, y, { size, weight, wide }) => {
    const rows = wrapped(words, Math.floor((width - 2 * MARGIN) / (size * wide)));
    const style = `font: ${weight} ${size}px ${LETTERS}; fill: ${color}`;
    whole.append(...rows.map((row, place) => s("text", { x: MARGIN, y: y + place * size * LINE, style }, row)));
    return y + rows.length * size * LINE;
  };
  let y = write(finding, 34, { size: 20, weight: 600, wide: 0.53 });
  y = write(subtitle, y + 4, { size: 14, weight: 400, wide: 0.47 }) + 4;
  found.forEach(({ layers, root }, place) => {
    if (root && found.findIndex((other) => other.root === root) === place) y = writeKey(whole, root, y, width);
    whole.append(s("g", { transform: `translate(${MARGIN} ${y})` }, layers.map(standsAlone)));
    y += boxes[place].height + 12;
  });
  y = write(note, y + 14, { size: 13, weight: 400, wide: 0.47 });
  whole.setAttribute("height", String(Math.ceil(y + 10)));
  whole.setAttribute("viewBox", `0 0 ${width} ${Math.ceil(y + 10)}`);
  const paper = { width: "100%", height: "100%", fill: getComputedStyle(app).backgroundColor };
  whole.prepend(s("style", {}, await fontFaces()), s("rect", paper));
  return new XMLSerializer().serializeToString(whole);
}

/**
 * The key above a drawing: its signs and words in rows. Gives where it ends.
 * @param {SVGSVGElement} whole
 * @param {ShadowRoot} root
 * @param {number} top
 * @param {number} width
 */
function writeKey(whole, root, top, width) {
  let [x, y] = [MARGIN, top];
  const entries = [...root.querySelectorAll(".key li")];
  for (const entry of entries) {
    const wide = entry.getBoundingClientRect().width + 20;
    if (x > MARGIN && x + wide > width) [x, y] = [MARGIN, y + 24];
    const sign = /** @type {SVGSVGElement} */ (entry.querySelector("svg"));
    const style = `font: 400 14px ${LETTERS}; fill: ${getComputedStyle(entry).color}`;
    whole.append(
      s("g", { transform: `translate(${x} ${y})` }, standsAlone(sign)),
      s("text", { x: x + 25, y: y + 15, style }, entry.textContent?.trim()),
    );
    x += wide;
  }
  return entries.length ? y + 34 : top;
}

/** The letters of the page, so that a picture reads the same elsewhere. */
async function fontFaces() {
  const faces = [];
  for (const sheet of document.styleSheets) {
    for (const rule of rulesOf(sheet)) {
      if (!(rule instanceof CSSFontFaceRule)) continue;
      const family = rule.style.getPropertyValue("font-family");
      if (!/Source Sans/.test(family) || /italic/.test(rule.style.getPropertyValue("font-style"))) continue;
      const source = rule.style.getPropertyValue("src").match(/url\("?([^")]+)"?\)/);
      if (!source) continue;
      const letters = await inBase64(new URL(source[1], sheet.href ?? document.baseURI));
      const weight = rule.style.getPropertyValue("font-weight") || "200 900";
      const from = `url(data:font/woff2;base64,${letters}) format("woff2")`;
      faces.push(`@font-face { font-family: ${family}; font-weight: ${weight}; src: ${from}; }`);
    }
  }
  return faces.join("\n");
}

/** @param {CSSStyleSheet} sheet */
function rulesOf(sheet) {
  try {
    return [...sheet.cssRules];
  } catch {
    return []; // another host's sheet cannot be read
  }
}

/** @param {URL} address */
async function inBase64(address) {
  const answer = await fetch(address);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const atOnce = 32_768; // more arguments than this a call may not take
  let text = "";
  for (let from = 0; from < bytes.length; from += atOnce) {
    text += String.fromCharCode(...bytes.subarray(from, from + atOnce));
  }
  return btoa(text);
}

/**
 * A drawing in pixels, twice as fine as it is drawn.
 * @param {string} text
 * @returns {Promise<Blob>}
 */
export function pixels(text) {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => {
      const canvas = h("canvas", { width: image.width * 2, height: image.height * 2 });
      const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
      pen.scale(2, 2);
      pen.drawImage(image, 0, 0);
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
    };
    image.onerror = () => reject(new Error("the picture could not be drawn"));
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  });
}
