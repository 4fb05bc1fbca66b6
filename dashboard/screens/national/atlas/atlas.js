// @ts-check
// The atlas: the map, the matrix municipality × step and the time line, on all months at once.
// Month, step, order, highlight and what is pointed at are answered here; only opening a municipality or the page is a
// message (`open`, `page`). data: see atlas_data.js.

import { takeAlong } from "../../../drawing/along.js";
import { h } from "../../../drawing/elements.js";
import { takeFocus } from "../../../drawing/into_sight.js";
import { mount } from "../../../drawing/mounting.js";
import { adopt, asTheAtlasShows, intoTheAddress, tellAlong } from "./atlas_address.js";
import { asMeant, drawnFoot } from "./atlas_foot.js";
import { drawnHead } from "./atlas_head.js";
import { drawnMap } from "./atlas_map.js";
import { drawnMatrix } from "./atlas_matrix.js";
import { litBy } from "./atlas_order.js";
import { unfolded } from "./atlas_payload.js";
import { notIdle, prepareInIdle } from "./atlas_prepared.js";
import { keepRoom } from "./atlas_room.js";
import { filled } from "./atlas_texts.js";
import { drawnTime } from "./atlas_time.js";
import { saying } from "./atlas_words.js";

/** @typedef {import("./atlas_data.js").Atlas} Atlas */
/** @typedef {import("./atlas_data.js").AtlasData} AtlasData */
/** @typedef {import("./atlas_data.js").Memory} Memory */
/**
 * What does not change while it is drawn.
 * @typedef {Pick<Atlas, "data" | "memory" | "land" | "say" | "own" | "send">} Given
 */

const BESIDE = 900; // from this width on the matrix stands beside the map
const MAP = 486;
const GAP = 44;

/** @type {WeakMap<ShadowRoot, Memory>} */
const remembered = new WeakMap();

/** @param {import("../../../drawing/mounting.js").Component<AtlasData>} component */
export default function atlas(component) {
  const { data, parentElement, setTriggerValue: send } = component;
  const memory = remembered.get(parentElement) ?? untouched();
  remembered.set(parentElement, memory);
  adopt(memory, data);
  /** @type {Given | null} */
  let given = null;
  const clean = mount(component, (box, width) => {
    if (!given) {
      const land = unfolded(data, memory);
      given = { data, memory, land, say: saying(data, land), own: land.whoIs(data.own_code), send };
    }
    draw(given, box, width);
  });
  return () => {
    clearInterval(memory.playing ?? undefined);
    clearTimeout(memory.settling);
    notIdle(memory.idle);
    takeAlong({});
    clean();
  };
}

/** @returns {Memory} */
function untouched() {
  /** @type {Memory} */
  const memory = {
    month: "",
    step: "",
    code: null,
    row: null,
    sort: "furthest",
    lit: "",
    form: "hexagons",
    panel: null,
    playing: null,
    drawn: 0,
    room: new Map(),
  };
  asMeant(memory);
  return memory;
}

/**
 * @param {Given} given
 * @param {HTMLElement} box
 * @param {number} width
 */
function draw(given, box, width) {
  const { data, memory, land, say } = given;
  const isBeside = width >= BESIDE;
  const side = isBeside ? width - MAP - GAP : width;
  if (!data.highlights.some(({ options }) => options.some(([value]) => value === memory.lit))) memory.lit = "";
  let isLit = litBy(data, memory.lit);
  const moment = () => data.moments.findIndex(({ value }) => value === memory.month);
  /** @type {Atlas} */
  const atlas = {
    ...given,
    moment,
    step: () => say.step(memory.step),
    who: () => land.whoIs(memory.code),
    isLit: (who) => isLit(who),
    subtitle: () => head.subtitle(),
    alt: () => filled(data.words.alt, { finding: say.finding(moment(), memory.step) }),
    matrixAlt: () => filled(data.words.matrix_alt, { finding: say.finding(moment(), memory.step) }),
    open: () => given.send("open", { code: memory.code, along: asTheAtlasShows(memory) }),
    settled: () => intoTheAddress(memory, data),
    goTo: (to) => {
      memory.month = data.moments[to].value;
      tellAlong(memory, data);
      paint();
    },
    choose: (step) => {
      memory.step = step;
      paint();
      atlas.settled();
    },
    light: (lit) => {
      memory.lit = lit;
      isLit = litBy(data, lit);
      paint();
    },
    sort: (sort) => {
      memory.sort = sort;
      paint();
    },
    pointAt: (who, row = null) => {
      memory.code = who === null ? null : land.people[who].code;
      memory.row = row;
      point();
    },
    takeForm: (form) => {
      memory.form = form;
      draw(given, box, width);
    },
  };
  const map = drawnMap(atlas, isBeside ? MAP : width);
  const matrix = drawnMatrix(atlas, side);
  const time = data.moments.length > 1 ? drawnTime(atlas, side - GAP) : null;
  const foot = drawnFoot(atlas);
  const head = drawnHead(atlas, map.missing);
  const root = h("div", { class: "atlas", "data-chosen": data.chosen });

  /** @type {string | null} */
  let roomFor = null; // the step whose sentences the boxes hold
  const room = () => {
    roomFor = memory.step;
    const asked = `${width} ${memory.step} ${data.words.all}`;
    keepRoom(memory.room, asked, [...head.sentences, ...foot.sentences]);
  };
  whenLettersAreThere(() => {
    memory.room.clear();
    if (root.isConnected) room();
  });
  const point = () => {
    map.point();
    matrix.point();
    head.point();
  };
  /** Everything that a month or a step changes. */
  const paint = () => {
    const begun = performance.now();
    for (const part of [map, matrix, time, foot, head]) part?.paint();
    point();
    if (roomFor !== memory.step) room();
    // boundaries are too long to keep all
    const prepared = map.prepare ? [map.prepare, matrix.prepare] : [matrix.prepare];
    prepareInIdle(memory, data.moments.length, moment(), prepared);
    memory.drawn += 1;
    const ms = (performance.now() - begun).toFixed(2);
    Object.assign(root.dataset, { month: memory.month, step: memory.step, drawn: memory.drawn, ms });
  };
  root.append(
    ...head.title,
    head.chooser,
    head.key,
    h(
      "div",
      { class: isBeside ? "pair" : "stack" },
      h("div", {}, head.forms, map.field, head.readout, head.missing),
      h("div", {}, head.tools, matrix.field, time?.part ?? "", head.apart),
    ),
    ...foot.part,
    head.live,
  );
  box.replaceChildren(root);
  paint();
  bringInWhenMeant(root, memory);
}

/** @param {() => void} measure how much room a sentence needs is known only then */
function whenLettersAreThere(measure) {
  if (document.fonts.status !== "loaded") document.fonts.ready.then(measure);
}

/**
 * @param {HTMLElement} root
 * @param {Memory} memory
 */
function bringInWhenMeant(root, memory) {
  if (!memory.isMeant) return;
  memory.isMeant = false;
  takeFocus(root);
  window.setTimeout(() => root.scrollIntoView({ block: "start" }), 400); // once what stands above has its height
}
