// What the atlas says: the finding, the note, one municipality. The words come from the server, the numbers from what is drawn.

import { ALL, KINDS, STALE_BIT } from "./atlas_payload.js";
import { anyForm, filled, longest, numbered, WIDEST } from "./atlas_texts.js";

export function saying(data, land) {
  const { words } = data;
  const written = (days) => {
    const date = new Date(Date.UTC(2018, 0, days));
    return `${date.getUTCDate()} ${words.months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  };
  const step = (value) => data.steps.findIndex((one) => one.value === value);
  const standing = (state) =>
    state & STALE_BIT ? `${words.standing[KINDS[state & 7]]}, ${words.stale}` : words.standing[KINDS[state & 7]];

  const told = new Map();
  const finding = (moment, value) => {
    const asked = `${moment} ${value}`;
    if (!told.has(asked)) told.set(asked, found(moment, value));
    return told.get(asked);
  };
  const found = (moment, value) => {
    const tally = land.tally(moment, step(value));
    if (!tally.every) return filled(words.nobody, { day: data.moments[moment].day });
    const when = data.moments[moment].value === data.page.month ? "is" : "was";
    const texts = words.finding[`${value === ALL ? "all" : "step"}_${when}`];
    const said = numbered(texts, tally.finished, { step_number: value, day: data.moments[moment].day });
    return tally.unknown ? `${said}; ${numbered(words.finding.unknown, tally.unknown, {})}` : said;
  };
  const note = (moment) => {
    const tally = land.tally(moment, -1);
    return filled(words.note, {
      reporters: tally.reporters,
      stale: tally.stale,
      as_of: data.moments[moment].day,
      municipalities: numbered(words.municipalities, tally.every, {}),
    });
  };
  // What these two may say at most.
  const day = longest(data.moments.map((one) => one.day));
  const findings = (value) =>
    ["is", "was"]
      .flatMap((when) =>
        anyForm(words.finding[`${value === ALL ? "all" : "step"}_${when}`], { step_number: value, day }),
      )
      .flatMap((said) => [said, ...anyForm(words.finding.unknown, {}).map((unknown) => `${said}; ${unknown}`)])
      .concat(filled(words.nobody, { day }));
  const notes = () =>
    anyForm(words.municipalities, {}).map((municipalities) =>
      filled(words.note, { reporters: WIDEST, stale: WIDEST, as_of: day, municipalities }),
    );
  const onStep = (moment, who, value) => {
    if (!land.isInside(moment, who)) return words.outside;
    const all = land.over(moment, who);
    if (all.isAbsent) return words.standing.absent;
    if (value !== ALL) return standing(land.state(moment, who, step(value)));
    return all.isSilent
      ? words.standing.not_reported
      : filled(words.steps_finished, { finished: all.finished, total: all.applicable });
  };
  const howMany = (moment, who) => {
    const { finished, applicable, isSilent } = land.over(moment, who);
    return isSilent ? words.standing.not_reported : filled(words.finished_of, { finished, total: applicable });
  };
  const report = (moment, who) => {
    const days = land.age(moment, who);
    if (days === null || land.over(moment, who).isAbsent) return "";
    return ` · ${numbered(words.report, days, { day: written(land.day(moment, who)) })}`;
  };
  const oneOf = (moment, who, value, isNamed) => {
    const before = isNamed && value !== ALL ? `${filled(words.on_step, { number: value })}: ` : "";
    return `${land.people[who].province} · ${before}${onStep(moment, who, value)}${report(moment, who)}`;
  };
  const curve = (moment, at) => {
    const shares = data.shares[at];
    const values = {
      day: data.moments[moment].day,
      number: data.steps[at].number,
      share: shares.words[moment],
      bounds: shares.bounds[moment],
    };
    return filled(
      shares.level[moment] === null
        ? words.curve.none
        : shares.is_estimate[moment]
          ? words.curve.estimate
          : words.curve.observed,
      values,
    );
  };
  return {
    finding,
    findings,
    note,
    notes,
    day,
    onStep,
    howMany,
    oneOf,
    curve,
    step,
    standing,
    written,
    lastReport: (moment, who) => (land.day(moment, who) ? written(land.day(moment, who)) : words.never),
  };
}
