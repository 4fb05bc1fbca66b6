// What every component shares: elements, the status scale in hexagons and bars, the key, drawing again on resize.
const NS = "http://www.w3.org/2000/svg";
const SQRT3 = Math.sqrt(3);

function set(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element[name] = value;
    else element.setAttribute(name, value);
  }
  for (const child of children.flat(Infinity)) if (child !== null && child !== undefined) element.append(child);
  return element;
}
const h = (tag, attributes, ...children) => set(document.createElement(tag), attributes, children);
const s = (tag, attributes, ...children) => set(document.createElementNS(NS, tag), attributes, children);

// An attribute, and what stands in an element, where it differs: what stays the same need not be laid out again.
function put(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
function fill(element, children) {
  const wanted = children.flat(Infinity).filter((one) => one !== "" && one !== null);
  const now = [...element.childNodes];
  if (wanted.length !== now.length) return void element.replaceChildren(...wanted);
  wanted.forEach((one, place) => {
    const old = now[place];
    if (one instanceof Node ? one.isEqualNode(old) : one === old.data) return;
    if (old.nodeType === Node.TEXT_NODE && !(one instanceof Node)) old.data = one;
    else old.replaceWith(one);
  });
}

// What the atlas shows by now and the server has not heard of: every message takes it along.
const along = () => globalThis.wamsAlong ?? {};

// Brings a figure into sight and keeps it there while what stands above it still grows, until the visitor moves.
function bringIntoSight(figure) {
  figure.style.scrollMarginTop = "72px"; // the strip at the top lies over the page
  let left = 12;
  const stop = () => { left = 0; };
  for (const name of ["wheel", "touchstart", "keydown", "pointerdown"]) window.addEventListener(name, stop, { once: true, passive: true });
  const again = () => {
    if (left <= 0) return;
    left -= 1;
    figure.scrollIntoView({ block: "start" });
    window.setTimeout(again, 350);
  };
  window.setTimeout(again, 200);
}

// A part whose data the browser may have before the server says it: `render` draws it, as when the server does. What the
// server said is kept too, as the answer to the filters that it is of.
function answerable(part, component, render) {
  const { data } = component;
  const { said } = globalThis.wamsAhead ?? {};
  if (said) (said[data.chosen] ??= {})[part] ??= data;
  (globalThis.wamsParts ??= {})[part] = (answer) => render({ ...component, data: { ...data, ...answer } });
}

// Draws what these filters show where the browser knows it (see ahead.js). Not when the atlas stands at another month or
// step by now: then the server answers for those.
function drawAhead(valueOf) {
  const { names = [], answers = {}, said = {} } = globalThis.wamsAhead ?? {};
  const chosen = names.filter(valueOf).map((name) => `${name}=${valueOf(name)}`).join("&");
  const answer = answers[chosen] ?? said[chosen];
  if (!answer || Object.keys(along()).length) return;
  for (const [part, data] of Object.entries(answer)) globalThis.wamsParts?.[part]?.(data);
}

const mounted = new WeakMap();

// Calls draw(box, width) when there is something new to draw and whenever the width changes; keeps the focus on the part
// that had it. `isAlways`: also when nothing is new, for a part whose fields a visitor changes and the server may refuse.
function mount(component, draw, isAlways = false) {
  const root = component.parentElement;
  const box = root.querySelector(".root");
  let state = mounted.get(root);
  if (!state) {
    state = { width: 0 };
    mounted.set(root, state);
    state.observer = new ResizeObserver(() => {
      if (Math.abs(box.clientWidth - state.width) > 1) state.paint();
    });
    state.observer.observe(box);
  }
  state.paint = () => {
    state.width = box.clientWidth;
    if (!state.width) return;
    const focused = (root.activeElement ?? null)?.dataset?.focus;
    draw(box, state.width);
    if (focused) box.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
  };
  const said = JSON.stringify(component.data);
  if (isAlways || said !== state.said || !box.hasChildNodes()) state.paint();
  state.said = said;
  return () => {
    state.observer.disconnect();
    mounted.delete(root);
  };
}

function patterns() {
  return s("defs", {},
    s("pattern", { id: "hatch", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      s("line", { x1: 0.65, y1: 0, x2: 0.65, y2: 5, style: "stroke: var(--hatch)", "stroke-width": 1.3 })),
    s("pattern", { id: "stale", width: 4, height: 4, patternUnits: "userSpaceOnUse" },
      s("rect", { x: 0, y: 0, width: 1.25, height: 4, style: "fill: var(--paper)" })));
}

function hexagon(x, y, size) {
  const half = (SQRT3 / 2) * size;
  return [[0, -size], [half, -size / 2], [half, size / 2], [0, size], [-half, size / 2], [-half, -size / 2]]
    .map(([dx, dy]) => `${(x + dx).toFixed(2)},${(y + dy).toFixed(2)}`).join(" ");
}

// The part of a pointy hexagon under a level: 1 is all of it, 0.5 the lower half.
function hexagonFilled(x, y, size, level) {
  if (level >= 1) return hexagon(x, y, size);
  const half = (SQRT3 / 2) * size;
  const top = size - 2 * size * level;
  const width = Math.abs(top) <= size / 2 ? half : half * (size - Math.abs(top)) / (size / 2);
  const points = [[-width, top], [width, top]];
  if (top < -size / 2) points.push([half, -size / 2]);
  if (top < size / 2) points.push([half, size / 2]);
  points.push([0, size]);
  if (top < size / 2) points.push([-half, size / 2]);
  if (top < -size / 2) points.push([-half, -size / 2]);
  return points.map(([dx, dy]) => `${(x + dx).toFixed(2)},${(y + dy).toFixed(2)}`).join(" ");
}

// One municipality on the status scale: shape first, colour second.
function hexMark(x, y, size, standing, isStale, level) {
  const group = s("g", {});
  const add = (tag, attributes) => group.append(s(tag, attributes));
  if (standing === "not_reported") {
    add("polygon", { points: hexagon(x, y, size), fill: "url(#hatch)" });
  } else if (standing === "not_applicable") {
    add("line", { x1: x - size * 0.45, x2: x + size * 0.45, y1: y, y2: y, style: "stroke: var(--outline)", "stroke-width": 1.6 });
  } else if (standing === "finished") {
    add("polygon", { points: hexagon(x, y, size), style: "fill: var(--finished)" });
  } else if (standing === "level") {
    if (level > 0) add("polygon", { points: hexagonFilled(x, y, size - 0.6, level), style: "fill: var(--finished)" });
    add("polygon", { points: hexagon(x, y, size - 0.6), style: "fill: none; stroke: var(--outline)", "stroke-width": 1.1 });
  } else {
    const ink = standing === "started" ? "var(--started)" : "var(--outline)";
    if (standing === "started") add("polygon", { points: hexagonFilled(x, y, size - 0.6, 0.5), style: `fill: ${ink}` });
    add("polygon", { points: hexagon(x, y, size - 0.6), style: `fill: none; stroke: ${ink}`, "stroke-width": 1.1 });
  }
  if (isStale && standing !== "not_reported" && standing !== "not_applicable") {
    add("polygon", { points: hexagon(x, y, size + 0.6), fill: "url(#stale)" });
  }
  return group;
}

// A stretch of a bar on the status scale.
function barMark(x, y, width, height, standing, isStale) {
  const group = s("g", {});
  if (width <= 0) return group;
  const add = (tag, attributes) => group.append(s(tag, attributes));
  if (standing === "not_reported") add("rect", { x, y, width, height, fill: "url(#hatch)" });
  else if (standing === "not_applicable") {
    add("line", { x1: x, x2: x + width, y1: y + height / 2, y2: y + height / 2, style: "stroke: var(--outline)", "stroke-width": 1.6 });
  } else if (standing === "finished") add("rect", { x, y, width, height, style: "fill: var(--finished)" });
  else {
    const ink = standing === "started" ? "var(--started)" : "var(--outline)";
    if (standing === "started") add("rect", { x, y: y + height / 2, width, height: height / 2, style: `fill: ${ink}` });
    add("rect", { x: x + 0.55, y: y + 0.55, width: Math.max(width - 1.1, 0.1), height: height - 1.1, style: `fill: none; stroke: ${ink}`, "stroke-width": 1.1 });
  }
  if (isStale) add("rect", { x, y: y - 0.6, width, height: height + 1.2, fill: "url(#stale)" });
  return group;
}

function diamond(x, y, isFull) {
  return s("path", { d: `M${x} ${y - 5.5}L${x + 5.5} ${y}L${x} ${y + 5.5}L${x - 5.5} ${y}Z`,
    style: `fill: ${isFull ? "var(--own)" : "var(--paper)"}; stroke: ${isFull ? "var(--paper)" : "var(--own)"}`,
    "stroke-width": isFull ? 1.2 : 1.7 });
}

function slipArc(x1, x2, y) {
  const up = Math.min(13, 6 + Math.abs(x2 - x1) / 12);
  const arrow = x2 > x1 ? 1 : -1;
  return s("path", { d: `M${x1} ${y - 6}C${x1} ${y - 6 - up} ${x2 - 8 * arrow} ${y - 6 - up} ${x2 - arrow} ${y - 8}m${-5 * arrow} -1l${5 * arrow} 2l${1 * arrow} -5`,
    style: "fill: none; stroke: var(--own)", "stroke-width": 1.5, "stroke-linejoin": "round" });
}

// Signs in a key: [sign, word].
const SIGNS = {
  finished: () => hexMark(9, 10, 8.5, "finished"), started: () => hexMark(9, 10, 8.5, "started"),
  not_started: () => hexMark(9, 10, 8.5, "not_started"), not_reported: () => hexMark(9, 10, 9, "not_reported"),
  not_applicable: () => hexMark(9, 10, 8.5, "not_applicable"), stale: () => hexMark(9, 10, 8.5, "finished", true),
  level: () => hexMark(9, 10, 8.5, "level", false, 0.65), level_none: () => hexMark(9, 10, 8.5, "level", false, 0),
  bar_finished: () => barMark(0, 4, 18, 12, "finished"), bar_started: () => barMark(0, 4, 18, 12, "started"),
  bar_not_started: () => barMark(0, 4, 18, 12, "not_started"), bar_not_reported: () => barMark(0, 4, 18, 12, "not_reported"),
  bar_stale: () => barMark(0, 4, 18, 12, "finished", true), bar_not_applicable: () => barMark(0, 4, 18, 12, "not_applicable"),
  first_target: () => diamond(9, 10, false), last_target: () => diamond(9, 10, true), slip: () => slipArc(1, 17, 18),
  own: () => s("polygon", { points: hexagon(9, 10, 8), style: "fill: none; stroke: var(--own)", "stroke-width": 2.6 }),
  estimate: () => s("circle", { cx: 9, cy: 10, r: 4, style: "fill: var(--finished)" }),
  interval: () => s("line", { x1: 0, x2: 18, y1: 10, y2: 10, style: "stroke: var(--finished)", "stroke-width": 2 }),
  bounds: () => s("rect", { x: 0, y: 5, width: 18, height: 10, style: "fill: var(--band)" }),
  pale: () => s("rect", { x: 0, y: 5, width: 18, height: 10, style: "fill: var(--pale)" }),
  middle: () => s("rect", { x: 0, y: 5, width: 18, height: 10, style: "fill: var(--middle)" }),
  dashed: () => s("rect", { x: 0.5, y: 5, width: 17, height: 10, style: "fill: none; stroke: var(--outline)", "stroke-dasharray": "3 2.5" }),
  box: () => s("rect", { x: 0.6, y: 4.6, width: 16.8, height: 10.8, style: "fill: none; stroke: var(--outline)", "stroke-width": 1.2 }),
  line: () => s("line", { x1: 0, x2: 18, y1: 10, y2: 10, style: "stroke: var(--finished)", "stroke-width": 2.6 }),
  line_mid: () => s("line", { x1: 0, x2: 18, y1: 10, y2: 10, style: "stroke: var(--started)", "stroke-width": 2.6 }),
  line_dashed: () => s("line", { x1: 0, x2: 18, y1: 10, y2: 10, style: "stroke: var(--ink3)", "stroke-width": 2, "stroke-dasharray": "5 3" }),
  dotted: () => s("line", { x1: 0, x2: 18, y1: 10, y2: 10, style: "stroke: var(--ink3)", "stroke-width": 1.4, "stroke-dasharray": "1.5 2.5" }),
  dot: () => s("circle", { cx: 9, cy: 10, r: 5, style: "fill: var(--finished)" }),
  dot_own: () => s("circle", { cx: 9, cy: 10, r: 5.5, style: "fill: var(--own)" }),
  ring: () => s("circle", { cx: 9, cy: 10, r: 5, style: "fill: var(--paper); stroke: var(--ink)", "stroke-width": 2 }),
  thin: () => s("line", { x1: 9, x2: 9, y1: 3, y2: 17, style: "stroke: var(--finished); stroke-opacity: 0.55", "stroke-width": 1.4 }),
  tick: () => s("line", { x1: 9, x2: 9, y1: 2, y2: 18, style: "stroke: var(--finished)", "stroke-width": 2.6 }),
  pin: () => s("g", {}, s("line", { x1: 9, x2: 9, y1: 4, y2: 19, style: "stroke: var(--ink)", "stroke-width": 2.4 }), s("circle", { cx: 9, cy: 4, r: 3.6, style: "fill: var(--ink)" })),
  diamond: () => s("path", { d: "M9 3L16 10L9 17L2 10Z", style: "fill: var(--ink)" }),
  diamond_open: () => s("path", { d: "M9 3L16 10L9 17L2 10Z", style: "fill: var(--paper); stroke: var(--ink)", "stroke-width": 1.6 }),
};
function keyList(entries) {
  return h("ul", { class: "key" }, entries.map(([sign, word]) => h("li", {},
    s("svg", { width: 18, height: 20, "aria-hidden": "true" }, patterns(), SIGNS[sign]()), word)));
}

// Breaks a label over at most two lines of so many characters.
function lines(words, most) {
  const found = [""];
  for (const word of words.split(" ")) {
    const last = found[found.length - 1];
    if (!last || (last + " " + word).length <= most) found[found.length - 1] = last ? last + " " + word : word;
    else found.push(word);
  }
  if (found.length <= 2) return found;
  return [found[0], found.slice(1).join(" ").slice(0, most - 1).trimEnd() + "…"];
}
