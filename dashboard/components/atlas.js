// The atlas: the map, the matrix municipality × step and the time line, on all months at once.
// Month, step, order, highlight and what is pointed at are answered here; only opening a municipality or the page is a message.

import { along, takeAlong } from "./along.js";
import { answerable } from "./answers_ahead.js";
import { adopt, intoTheAddress, tellAlong } from "./atlas_address.js";
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
import { h } from "./elements.js";
import { mount } from "./mounting.js";

const remembered = new WeakMap();

export default function atlas(component) {
  const { data, parentElement, setTriggerValue } = component;
  answerable("atlas", component, atlas);
  let memory = remembered.get(parentElement);
  if (!memory) {
    memory = {
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
    remembered.set(parentElement, memory);
    asMeant(memory);
  }
  adopt(memory, data);
  let land = null;
  const clean = mount(component, (box, width) => {
    land ??= unfolded(data, memory);
    draw(
      {
        data,
        memory,
        land,
        say: saying(data, land),
        own: land.byCode.get(data.own_code)?.who ?? null,
        send: setTriggerValue,
      },
      box,
      width,
    );
  });
  return () => {
    clearInterval(memory.playing);
    clearTimeout(memory.settling);
    notIdle(memory.idle);
    takeAlong({});
    clean();
  };
}

function draw(atlas, box, width) {
  const { data, memory, land, say } = atlas;
  const beside = width >= 900;
  const side = beside ? width - 486 - 44 : width;
  if (!isOption(data.highlights, memory.lit)) memory.lit = "";
  const choice = { isLit: litBy(data, memory.lit) };
  Object.assign(atlas, {
    moment: () => data.moments.findIndex((one) => one.value === memory.month),
    step: () => say.step(memory.step),
    who: () => land.byCode.get(memory.code)?.who ?? null,
    isLit: (who) => choice.isLit(who),
    subtitle: () => parts.head.subtitle(),
    alt: () => filled(data.words.alt, { finding: say.finding(atlas.moment(), memory.step) }),
    matrixAlt: () => filled(data.words.matrix_alt, { finding: say.finding(atlas.moment(), memory.step) }),
    open: () => atlas.send("open", { code: memory.code, along: along() }),
    settled: () => intoTheAddress(memory, data),
  });
  const root = h("div", { class: "atlas", "data-chosen": data.chosen });
  const parts = {
    map: drawnMap(atlas, beside ? 486 : width),
    matrix: drawnMatrix(atlas, side),
    time: data.moments.length > 1 ? drawnTime(atlas, beside ? side - 44 : width - 44) : null,
    foot: drawnFoot(atlas),
    head: drawnHead(atlas),
  };

  let roomFor = null; // the step whose sentences the boxes hold
  const room = () => {
    roomFor = memory.step;
    keepRoom(memory.room, `${width} ${memory.step} ${data.words.all}`, [
      ...parts.head.sentences,
      ...parts.foot.sentences,
    ]);
  };
  if (document.fonts.status !== "loaded")
    document.fonts.ready.then(() => {
      memory.room.clear();
      if (root.isConnected) room();
    });

  // Everything that a month or a step changes.
  const paint = () => {
    const begun = performance.now();
    for (const part of Object.values(parts)) part?.paint?.();
    point();
    if (roomFor !== memory.step) room();
    prepareInIdle(memory, data.moments, atlas.moment(), [parts.map.prepare, parts.matrix.prepare].filter(Boolean)); // boundaries are too long to keep all
    memory.drawn += 1;
    Object.assign(root.dataset, {
      month: memory.month,
      step: memory.step,
      drawn: memory.drawn,
      ms: (performance.now() - begun).toFixed(2),
    });
  };
  const point = () => {
    parts.map.point();
    parts.matrix.point();
    parts.head.point();
  };
  Object.assign(atlas, {
    goTo: (moment) => {
      memory.month = data.moments[moment].value;
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
      choice.isLit = litBy(data, lit);
      paint();
    },
    sort: (order) => {
      memory.sort = order;
      paint();
    },
    pointAt: (who, row = null) => {
      memory.code = who === null ? null : land.people[who].code;
      memory.row = row;
      point();
    },
    takeForm: (form) => {
      memory.form = form;
      draw(atlas, box, width);
    },
  });
  root.append(
    ...parts.head.title,
    parts.head.chooser,
    parts.head.key,
    h(
      "div",
      { class: beside ? "pair" : "stack" },
      h("div", {}, parts.head.forms, parts.map.field, parts.head.readout, parts.head.missing),
      h("div", {}, parts.head.tools, parts.matrix.field, parts.time?.part ?? "", parts.head.apart),
    ),
    ...parts.foot.part,
    parts.head.live,
  );
  parts.head.missingOf = () => parts.map.missing();
  box.replaceChildren(root);
  paint();
  if (memory.isMeant) {
    memory.isMeant = false;
    window.setTimeout(() => root.scrollIntoView({ block: "start" }), 400); // once what stands above has its height
  }
}

const isOption = (groups, value) => groups.some(({ options }) => options.some(([one]) => one === value));
