// @ts-check
// What the atlas was given, unpacked: every municipality on every step in every month; and what is counted from it.

import { numbersIn } from "./atlas_packing.js";

/** @typedef {import("./atlas_data.js").AtlasData} AtlasData */
/** @typedef {import("./atlas_data.js").Kind} Kind */

export const [FINISHED, STARTED, NOT_STARTED, NOT_REPORTED, NOT_APPLICABLE, ABSENT] = [0, 1, 2, 3, 4, 5];
/** @type {Kind[]} */
export const KINDS = ["finished", "started", "not_started", "not_reported", "not_applicable", "absent"];
export const STALE_BIT = 8;
export const KIND_BITS = 7;
export const ALL = "alle";

/**
 * By month: of every municipality each step in turn (its kind, and whether that is stale), and the day of its newest
 * report. With the texts that they came from.
 * @typedef {object} Packed
 * @property {string} from
 * @property {string} reportedFrom
 * @property {Uint8Array[]} states
 * @property {Uint16Array[]} reported
 */
/**
 * One municipality; `place`: its column and row on the map.
 * @typedef {{ who: number, code: string, name: string, province: string, place: [q: number, r: number] | null }} Person
 */
/**
 * One municipality over all its steps. `isDone`: all that it has to do; `couldBeDone`: that, if what is not known is
 * done.
 * @typedef {object} Over
 * @property {number} finished
 * @property {number} started
 * @property {number} applicable
 * @property {boolean} isAbsent
 * @property {boolean} isSilent
 * @property {boolean} isDone
 * @property {boolean} couldBeDone
 */
/**
 * Municipalities that the filters choose, counted.
 * @typedef {{ every: number, reporters: number, stale: number, finished: number, unknown: number }} Tally
 */
/** @typedef {ReturnType<typeof unfolded>} Land */

/**
 * Month by month: how many cells changed, then for each its distance to the one before and its new value, in one
 * number.
 * @template {Uint8Array | Uint16Array} Cells
 * @param {string} text
 * @param {number} moments
 * @param {Cells} start every cell before the first month
 * @param {number} bits of a value
 * @returns {Cells[]}
 */
function unpacked(text, moments, start, bits) {
  const { next } = numbersIn(text);
  const size = 2 ** bits;
  return Array.from({ length: moments }, () => {
    let cell = -1;
    for (let left = next(); left > 0; left -= 1) {
      const pair = next();
      cell += 1 + Math.floor(pair / size);
      start[cell] = pair % size;
    }
    return /** @type {Cells} */ (start.slice());
  });
}

/**
 * The months are unpacked once for all filters: `memory` keeps them.
 * @param {AtlasData} data
 * @param {import("./atlas_data.js").Memory} memory
 * @returns {Packed}
 */
function kept(data, memory) {
  const known = memory.packed;
  if (known && known.from === data.states && known.reportedFrom === data.reported) return known;
  const [many, months] = [data.municipalities.codes.length, data.moments.length];
  memory.packed = {
    from: data.states,
    reportedFrom: data.reported,
    states: unpacked(data.states, months, new Uint8Array(many * data.steps.length).fill(NOT_REPORTED), 4),
    reported: unpacked(data.reported, months, new Uint16Array(many), 14),
  };
  return memory.packed;
}

/**
 * @param {AtlasData} data
 * @returns {Person[]}
 */
function peopleIn({ municipalities, province_names: names }) {
  const { codes, provinces, q, r } = municipalities;
  return codes.map((code, who) => {
    const [column, row] = [q[who], r[who]];
    return {
      who,
      code,
      name: municipalities.names[who],
      province: names[provinces[who]],
      place: column === null || row === null ? null : [column, row],
    };
  });
}

/**
 * What can be asked of the atlas: of a municipality (`who`) in a month (`moment`) on a step, each by its place.
 * @param {AtlasData} data
 * @param {import("./atlas_data.js").Memory} memory
 */
export function unfolded(data, memory) {
  const steps = data.steps.length;
  const { states, reported } = kept(data, memory);
  const { inside } = data;
  const people = peopleIn(data);
  const state = (/** @type {number} */ moment, /** @type {number} */ who, /** @type {number} */ step) =>
    states[moment][who * steps + step];
  const day = (/** @type {number} */ moment, /** @type {number} */ who) => reported[moment][who];
  const isInside = (/** @type {number} */ moment, /** @type {number} */ who) =>
    !inside || inside[Math.min(moment, inside.length - 1)][who] === "1";
  const age = (/** @type {number} */ moment, /** @type {number} */ who) =>
    day(moment, who) ? data.moments[moment].number - day(moment, who) : null;
  const isStale = (/** @type {number} */ moment, /** @type {number} */ who) =>
    (age(moment, who) ?? 0) > data.stale_after_days;

  /**
   * @param {number} moment
   * @param {number} who
   * @returns {Over}
   */
  const over = (moment, who) => {
    const counts = new Array(KINDS.length).fill(0);
    for (let step = 0; step < steps; step += 1) counts[state(moment, who, step) & KIND_BITS] += 1;
    const settled = counts[FINISHED] + counts[NOT_APPLICABLE];
    return {
      finished: counts[FINISHED],
      started: counts[STARTED],
      applicable: steps - counts[NOT_APPLICABLE],
      isAbsent: counts[ABSENT] > 0,
      isSilent: counts[NOT_REPORTED] === steps,
      isDone: settled === steps,
      couldBeDone: counts[NOT_REPORTED] > 0 && settled + counts[NOT_REPORTED] === steps,
    };
  };
  /** The municipalities of that month's register that the filters choose. */
  const chosen = (/** @type {number} */ moment) =>
    people.filter(({ who }) => isInside(moment, who) && (state(moment, who, 0) & KIND_BITS) !== ABSENT);

  /** @type {Map<number, Tally>} */
  const tallies = new Map();
  const tally = (/** @type {number} */ moment, /** @type {number} */ step) => {
    const asked = moment * (steps + 1) + step;
    const found = tallies.get(asked) ?? counted(moment, step);
    tallies.set(asked, found);
    return found;
  };
  /**
   * @param {number} moment
   * @param {number} step
   * @returns {Tally}
   */
  const counted = (moment, step) => {
    const found = { every: 0, reporters: 0, stale: 0, finished: 0, unknown: 0 };
    for (const { who } of chosen(moment)) {
      found.every += 1;
      found.reporters += age(moment, who) === null ? 0 : 1;
      found.stale += isStale(moment, who) ? 1 : 0;
      if (step < 0) {
        const all = over(moment, who);
        found.finished += all.isDone ? 1 : 0;
        found.unknown += all.couldBeDone ? 1 : 0; // the silent, and who left some steps out and has the others finished
      } else {
        const kind = state(moment, who, step) & KIND_BITS;
        found.finished += kind === FINISHED ? 1 : 0;
        found.unknown += kind === NOT_REPORTED ? 1 : 0;
      }
    }
    return found;
  };
  const byCode = new Map(people.map((person) => [person.code, person]));
  const whoIs = (/** @type {string | null} */ code) => (code === null ? null : (byCode.get(code)?.who ?? null));
  return { people, steps, state, isInside, age, isStale, over, chosen, tally, whoIs, day };
}
