// @ts-check
// A figure as a picture that stands alone: its finding, all that is drawn, its note, where it comes from, and its letters.

import { h, NS, s } from "../drawing/elements.js";
import { wrapped } from "../drawing/label_lines.js";
import { askWhole } from "../drawing/whole.js";
import { copied } from "./copying.js";
import { fontFaces, LETTERS } from "./letters.js";
import { withText } from "./png_text.js";

/**
 * What a figure says around its drawings; `origin`: of whom, as of when, whether invented, where to find it again.
 * @typedef {{ finding: string, subtitle: string, note: string, origin: [term: string, text: string][] }} Told
 */

const MARGIN = 16;
const FEWEST = 640; // as narrow as a picture may be
const LINE = 1.35; // the height of a line, in letters
const LARGEST = 16_000; // of a side in pixels, and its square over ten is the most in all: more a browser may not draw

// what is said around the drawing here, and what is there to be worked with
const LEFT_OUT = [
  ".foot",
  ".foot ~ *",
  ".modebar",
  ".sideways",
  ".screen-only",
  ".hidden",
  "h2",
  ".subtitle",
  ".printed",
  "style",
  "script",
].join();

/**
 * One SVG that stands alone.
 * @param {Element} host
 * @param {Told} told
 */
export async function picture(host, told) {
  askWhole("picture", true);
  try {
    await laidOut();
    return await drawn(host, told);
  } finally {
    askWhole("picture", false);
  }
}

/** What is drawn whole stands in its place after two frames. */
const laidOut = () => new Promise((over) => requestAnimationFrame(() => requestAnimationFrame(over)));

/**
 * @param {Element} host
 * @param {Told} told
 */
async function drawn(host, told) {
  const { color } = getComputedStyle(host);
  const app = /** @type {Element} */ (document.querySelector("[data-testid=stApp]"));
  const inside = s("g", {});
  const { left, top } = host.getBoundingClientRect();
  const head = host.querySelector("[data-testid=stHeading]")?.closest("[data-testid=stVerticalBlock]") ?? null;
  const copy = { into: inside, left, top, first: Number.POSITIVE_INFINITY, right: 0, bottom: 0 };
  copied(
    host,
    copy,
    (element) => element.matches(LEFT_OUT) || (element !== host && element === head) || isFoot(element),
  );
  const first = Math.min(copy.first, copy.bottom);
  const width = Math.ceil(Math.max(copy.right, FEWEST)) + 2 * MARGIN;
  const whole = s("svg", { xmlns: NS, width, role: "img", "aria-label": told.finding });
  const write = writing(whole, width, color);
  let y = write(told.finding, 34, { size: 20, weight: 600, wide: 0.53 });
  y = write(told.subtitle, y + 4, { size: 14, weight: 400, wide: 0.47 }) + 8;
  inside.setAttribute("transform", `translate(${MARGIN} ${y - first})`);
  whole.append(inside);
  y = write(told.note, y + copy.bottom - first + 26, { size: 13, weight: 400, wide: 0.47 }) + 6;
  for (const [term, text] of told.origin) y = write(`${term}: ${text}`, y, { size: 12.5, weight: 400, wide: 0.51 });
  const height = Math.ceil(y + 10);
  whole.setAttribute("height", String(height));
  whole.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const paper = { width: "100%", height: "100%", fill: getComputedStyle(app).backgroundColor };
  const heard = [s("title", {}, told.finding), s("desc", {}, inWords(told))];
  whole.prepend(...heard, s("style", {}, await fontFaces()), s("rect", paper));
  return new XMLSerializer().serializeToString(whole);
}

/**
 * The part that holds the note and the buttons.
 * @param {Element} element
 */
const isFoot = (element) => !!element.shadowRoot?.querySelector(".root > .foot");

/**
 * All that a picture says, for who cannot see it and for programs.
 * @param {Told} told
 */
const inWords = ({ subtitle, note, origin }) =>
  [subtitle, note, ...origin.map(([term, text]) => `${term}: ${text}`)].join("\n");

/**
 * @param {SVGSVGElement} whole
 * @param {number} width
 * @param {string} colour
 */
function writing(whole, width, colour) {
  /**
   * Gives where the words end; `wide`: how wide a letter is at most, in its height.
   * @param {string} words
   * @param {number} y
   * @param {{ size: number, weight: number, wide: number }} letters
   */
  return (words, y, { size, weight, wide }) => {
    const rows = wrapped(words, Math.floor((width - 2 * MARGIN) / (size * wide)), true);
    const style = `font: ${weight} ${size}px ${LETTERS}; fill: ${colour}`;
    whole.append(...rows.map((row, place) => s("text", { x: MARGIN, y: y + place * size * LINE, style }, row)));
    return y + rows.length * size * LINE;
  };
}

/**
 * The picture in pixels, twice as fine as it is drawn, or as fine as a browser can where it is very long; what it says
 * stands in it as text too.
 * @param {string} text of the SVG
 * @param {Told} told
 * @returns {Promise<Blob>}
 */
export async function pixels(text, told) {
  const blob = await rastered(text);
  return withText(blob, { Title: told.finding, Description: inWords(told) });
}

/**
 * @param {string} text
 * @returns {Promise<Blob>}
 */
function rastered(text) {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => {
      const { width, height } = image;
      const times = Math.min(2, LARGEST / Math.max(width, height), Math.sqrt(LARGEST ** 2 / 10 / (width * height)));
      const canvas = h("canvas", { width: Math.floor(width * times), height: Math.floor(height * times) });
      const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
      pen.scale(times, times);
      pen.drawImage(image, 0, 0);
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
    };
    image.onerror = () => reject(new Error("the picture could not be drawn"));
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  });
}
