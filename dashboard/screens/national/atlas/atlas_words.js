// @ts-check
// What the atlas says: the finding, the note, one municipality. The words come from the server, the numbers from what
// is drawn.

import { ALL, KIND_BITS, KINDS, STALE_BIT } from "./atlas_payload.js";
import { anyForm, filled, longest, numbered, WIDEST } from "./atlas_texts.js";

/** @typedef {ReturnType<typeof saying>} Saying */

/**
 * A moment is the place of a month, a `who` that of a municipality, a value a step as the address has it.
 * @param {import("./atlas_data.js").AtlasData} data
 * @param {import("./atlas_payload.js").Land} land
 */
export function saying(data, land) {
  const { words } = data;
  const written = (/** @type {number} */ days) => {
    const date = new Date(Date.UTC(2018, 0, days));
    return `${date.getUTCDate()} ${words.months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  };
  const step = (/** @type {string} */ value) => data.steps.findIndex((one) => one.value === value);
  const standing = (/** @type {number} */ state) => {
    const said = words.standing[KINDS[state & KIND_BITS]];
    return state & STALE_BIT ? `${said}, ${words.stale}` : said;
  };
  const onStep = (/** @type {number} */ moment, /** @type {number} */ who, /** @type {string} */ value) => {
    if (!land.isInside(moment, who)) return words.outside;
    const all = land.over(moment, who);
    if (all.isAbsent) return words.standing.absent;
    if (value !== ALL) return standing(land.state(moment, who, step(value)));
    if (all.isSilent) return words.standing.not_reported;
    return filled(words.steps_finished, { finished: all.finished, total: all.applicable });
  };
  const howMany = (/** @type {number} */ moment, /** @type {number} */ who) => {
    const { finished, applicable, isSilent } = land.over(moment, who);
    return isSilent ? words.standing.not_reported : filled(words.finished_of, { finished, total: applicable });
  };
  const report = (/** @type {number} */ moment, /** @type {number} */ who) => {
    const days = land.age(moment, who);
    if (days === null || land.over(moment, who).isAbsent) return "";
    return ` · ${numbered(words.report, days, { day: written(land.day(moment, who)) })}`;
  };
  /**
   * @param {number} moment
   * @param {number} who
   * @param {string} value
   * @param {boolean} isNamed whether the step is named too
   */
  const oneOf = (moment, who, value, isNamed) => {
    const before = isNamed && value !== ALL ? `${filled(words.on_step, { number: value })}: ` : "";
    return `${land.people[who].province} · ${before}${onStep(moment, who, value)}${report(moment, who)}`;
  };
  const curve = (/** @type {number} */ moment, /** @type {number} */ at) => {
    const shares = data.shares[at];
    const values = {
      day: data.moments[moment].day,
      number: data.steps[at].number,
      share: shares.words[moment],
      bounds: shares.bounds[moment],
    };
    const { none, few, estimate, observed } = words.curve;
    if (shares.level[moment] === null) return filled(values.share ? few : none, values);
    return filled(shares.is_estimate[moment] ? estimate : observed, values);
  };
  const lastReport = (/** @type {number} */ moment, /** @type {number} */ who) =>
    land.day(moment, who) ? written(land.day(moment, who)) : words.never;
  return { ...counting(data, land, step), onStep, howMany, oneOf, curve, step, standing, written, lastReport };
}

/**
 * What is counted over all that the filters choose, and what may be said of it at most.
 * @param {import("./atlas_data.js").AtlasData} data
 * @param {import("./atlas_payload.js").Land} land
 * @param {(value: string) => number} step
 */
function counting(data, land, step) {
  const { words } = data;
  /** @type {Map<string, string>} */
  const told = new Map();
  const finding = (/** @type {number} */ moment, /** @type {string} */ value) => {
    const asked = `${moment} ${value}`;
    const said = told.get(asked) ?? found(moment, value);
    told.set(asked, said);
    return said;
  };
  const textsOf = (/** @type {string} */ value, /** @type {"is" | "was"} */ when) =>
    words.finding[/** @type {const} */ (`${value === ALL ? "all" : "step"}_${when}`)];
  const unsaid = (/** @type {string} */ value) => (value === ALL ? words.all_unsaid : words.step_unsaid);
  const found = (/** @type {number} */ moment, /** @type {string} */ value) => {
    const tally = land.tally(moment, step(value));
    const { day } = data.moments[moment];
    if (!tally.every) return filled(words.nobody, { day });
    if (tally.unknown === tally.every && !(value === ALL && land.tally(moment, -1).reporters)) {
      return filled(unsaid(value), { step_number: value, day });
    }
    const when = data.moments[moment].value === data.page.month ? "is" : "was";
    const said = numbered(textsOf(value, when), tally.finished, { step_number: value, day });
    const known = tally.unknown ? `${said}; ${numbered(words.finding.unknown, tally.unknown, {})}` : said;
    return when === "is" && words.unplaced ? `${known}; ${words.unplaced}` : known;
  };
  const note = (/** @type {number} */ moment) => {
    const { every, reporters, stale } = land.tally(moment, -1);
    const municipalities = numbered(words.municipalities, every, {});
    return filled(words.note, { reporters, stale, as_of: data.moments[moment].day, municipalities });
  };
  const day = longest(data.moments.map((moment) => moment.day));
  const findings = (/** @type {string} */ value) => {
    const unknown = anyForm(words.finding.unknown, {});
    const said = /** @type {const} */ (["is", "was"]).flatMap((when) =>
      anyForm(textsOf(value, when), { step_number: value, day }).flatMap((one) => {
        const known = [one, ...unknown.map((more) => `${one}; ${more}`)];
        return when === "is" && words.unplaced ? known.map((more) => `${more}; ${words.unplaced}`) : known;
      }),
    );
    return [...said, filled(unsaid(value), { step_number: value, day }), filled(words.nobody, { day })];
  };
  const notes = () =>
    anyForm(words.municipalities, {}).map((municipalities) =>
      filled(words.note, { reporters: WIDEST, stale: WIDEST, as_of: day, municipalities }),
    );
  return { finding, findings, note, notes, day };
}
