// @ts-check
// One step per month: the estimate as a line in its band, between the bounds; pointing at a month says what it was.
// data: the series by month, with null where nothing is known, and the words beside them.

import { h, s } from "../../drawing/elements.js";
import { mount } from "../../drawing/mounting.js";
import { stretches } from "../../drawing/stretches.js";

/** @typedef {(number | null)[]} Series a share from 0 to 1 for each month */
/**
 * @typedef {object} OverTime
 * @property {string} finding
 * @property {string} subtitle
 * @property {string} too_short what is said where there is no month
 * @property {Series} estimate
 * @property {Series} interval_low
 * @property {Series} interval_high
 * @property {Series} lower_bound
 * @property {Series} upper_bound
 * @property {string[]} months
 * @property {string[][]} told for each month, in the order of `words`
 * @property {string[]} words the estimate, its interval, its bounds
 * @property {number[]} ticks places of months
 * @property {[share: number, text: string][]} axis
 * @property {[share: number, text: string, isEstimate: boolean][]} ends words behind the last month
 * @property {{ at: number, is_above: boolean, text: string }[]} areas words beside the bounds
 */
/**
 * Where things stand: a month by its place, and a share.
 * @typedef {object} Measures
 * @property {number} width
 * @property {number} many
 * @property {(place: number) => number} x
 * @property {(share: number) => number} y
 */

const [TALL, LEFT, RIGHT, TOP, BOTTOM] = [300, 44, 60, 8, 30];

/** @param {import("../../drawing/mounting.js").Component<OverTime>} component */
export default function overTime(component) {
  const { data } = component;
  return mount(component, (box, width) => {
    const many = data.months.length;
    const across = width - LEFT - RIGHT;
    const x = (/** @type {number} */ place) => LEFT + (many > 1 ? (place / (many - 1)) * across : across / 2);
    const y = (/** @type {number} */ share) => TOP + (1 - share) * (TALL - TOP - BOTTOM);
    const measures = { width, many, x, y };
    const picture = s("svg", { width, height: TALL, role: "img", "aria-label": data.finding });
    picture.append(...axes(data, measures), ...curves(data, measures), ...labels(data, measures));
    const field = pointed(data, picture, measures);
    const subtitle = h("p", { class: "subtitle" }, data.subtitle);
    box.replaceChildren(h("h2", {}, data.finding), subtitle, many ? field : h("p", {}, data.too_short));
  });
}

/**
 * @param {OverTime} data
 * @param {Measures} measures
 */
function axes(data, { width, x, y }) {
  const faint = { "font-size": 12.5, class: "faint" };
  const shares = data.axis.flatMap(([share, words]) => {
    const style = `stroke: var(--${share ? "grid" : "axis"})`;
    return [
      s("line", { x1: LEFT, x2: width - RIGHT, y1: y(share), y2: y(share), style }),
      s("text", { x: LEFT - 8, y: y(share) + 4, ...faint, "text-anchor": "end" }, words),
    ];
  });
  const months = data.ticks.flatMap((place) => [
    s("line", { x1: x(place), x2: x(place), y1: y(0), y2: y(0) + 4, style: "stroke: var(--axis)" }),
    s("text", { x: x(place), y: TALL - 10, ...faint, "text-anchor": "middle" }, data.months[place]),
  ]);
  return [...shares, ...months];
}

/**
 * @param {OverTime} data
 * @param {Measures} measures
 */
function curves(data, { x, y }) {
  const points = (/** @type {number[]} */ run, /** @type {Series} */ values) =>
    run.map((place) => `${x(place).toFixed(1)} ${y(values[place] ?? 0).toFixed(1)}`);
  const line = (/** @type {Series} */ values) =>
    stretches(values)
      .map((run) => `M${points(run, values).join("L")}`)
      .join("");
  const area = (/** @type {Series} */ low, /** @type {Series} */ high) =>
    stretches(low, high)
      .map((run) => `M${points(run, high).join("L")}L${points(run, low).reverse().join("L")}Z`)
      .join("");
  const dotted = "fill: none; stroke: var(--started); stroke-width: 1; stroke-dasharray: 1.5 2.5";
  const full = "fill: none; stroke: var(--finished); stroke-width: 2.6; stroke-linejoin: round";
  const last = data.estimate.findLastIndex((value) => value !== null);
  const end = { r: 4.5, style: "fill: var(--finished)" };
  // between months that are not shown: a point, and lines as wide as it for what else is known of that month
  const isAlone = (/** @type {number[]} */ run) => run.length === 1;
  const alone = stretches(data.estimate).filter(isAlone).flat();
  const upright = (/** @type {Series} */ low, /** @type {Series} */ high, /** @type {string} */ colour) =>
    stretches(low, high)
      .filter(isAlone)
      .map(([place]) => {
        const ends = { x1: x(place), x2: x(place), y1: y(low[place] ?? 0), y2: y(high[place] ?? 0) };
        return s("line", { ...ends, style: `stroke: var(--${colour}); stroke-width: 6` });
      });
  return [
    ...upright(data.lower_bound, data.upper_bound, "pale"),
    ...upright(data.interval_low, data.interval_high, "band"),
    s("path", { d: area(data.lower_bound, data.upper_bound), style: "fill: var(--pale)" }),
    s("path", { d: line(data.lower_bound), style: dotted }),
    s("path", { d: line(data.upper_bound), style: dotted }),
    s("path", { d: area(data.interval_low, data.interval_high), style: "fill: var(--band)" }),
    s("path", { d: line(data.estimate), style: full }),
    ...alone.map((place) => s("circle", { cx: x(place), cy: y(data.estimate[place] ?? 0), ...end, r: 3 })),
    last < 0 ? "" : s("circle", { cx: x(last), cy: y(data.estimate[last] ?? 0), ...end }),
  ];
}

/**
 * @param {OverTime} data
 * @param {Measures} measures
 */
function labels(data, { many, x, y }) {
  const beside = data.areas.map(({ at, is_above: isAbove, text }) => {
    const place = { x: isAbove ? x(0) + 6 : x(many - 1) - 6, y: y(at) + (isAbove ? -7 : 17) };
    return s("text", { ...place, "font-size": 12.5, class: "soft", "text-anchor": isAbove ? "start" : "end" }, text);
  });
  const behind = data.ends.map(([share, words, isEstimate]) => {
    const place = { x: x(many - 1) + 8, y: y(share) + 4 };
    const look = isEstimate
      ? { "font-size": 14, class: "strong", style: "fill: var(--finished)" }
      : { "font-size": 12.5, class: "faint" };
    return s("text", { ...place, ...look }, words);
  });
  return [...beside, ...behind];
}

/**
 * The picture in a field that says what the month was that is pointed at.
 * @param {OverTime} data
 * @param {SVGSVGElement} picture
 * @param {Measures} measures
 */
function pointed(data, picture, { width, many, x, y }) {
  const style = "stroke: var(--axis)";
  const mark = picture.appendChild(s("line", { y1: TOP, y2: y(0), style, visibility: "hidden" }));
  const told = h("p", { class: "told", hidden: "" });
  const say = (/** @type {number | null} */ place) => {
    told.hidden = place === null;
    mark.setAttribute("visibility", place === null ? "hidden" : "visible");
    if (place === null) return;
    for (const end of ["x1", "x2"]) mark.setAttribute(end, String(x(place)));
    told.replaceChildren(
      h("strong", {}, data.months[place]),
      ...data.words.flatMap((word, at) => [h("br", {}), `${word}: ${data.told[place][at]}`]),
    );
    const isLate = x(place) > width / 2;
    told.style[isLate ? "right" : "left"] = `${isLate ? width - x(place) + 12 : x(place) + 12}px`;
    told.style[isLate ? "left" : "right"] = "auto";
  };
  const under = (/** @type {PointerEvent} */ event) => {
    const across = event.clientX - picture.getBoundingClientRect().left - LEFT;
    return Math.round((across / (width - LEFT - RIGHT)) * (many - 1));
  };
  const field = h("div", { class: "lines" }, picture, told);
  field.onpointermove = (event) => {
    const place = under(event);
    say(place >= 0 && place < many ? place : null);
  };
  field.onpointerleave = () => say(null);
  return field;
}
