// What the atlas was given: every municipality on every step in every month, packed; and what is counted from it.
export const [FINISHED, STARTED, NOT_STARTED, NOT_REPORTED, NOT_APPLICABLE, ABSENT] = [0, 1, 2, 3, 4, 5];
export const KINDS = ["finished", "started", "not_started", "not_reported", "not_applicable", "absent"];
export const STALE_BIT = 8;
export const ALL = "alle";

// Reads the numbers of a packed text one by one: base 128, the lowest part first.
export function numbersIn(text) {
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  let at = 0;
  const next = () => {
    let [value, times, byte] = [0, 1, 0];
    do {
      byte = bytes[at++];
      value += (byte & 127) * times;
      times *= 128;
    } while (byte & 128);
    return value;
  };
  return { next, isEmpty: () => at >= bytes.length };
}

// Month by month: how many cells changed, then for each its distance to the one before and its new value, in one number.
function unpacked(text, moments, cells, bits, start, Kind) {
  const { next } = numbersIn(text);
  const size = 2 ** bits;
  const now = new Kind(cells).fill(start);
  return Array.from({ length: moments }, () => {
    let cell = -1;
    for (let left = next(); left > 0; left -= 1) {
      const pair = next();
      cell += 1 + Math.floor(pair / size);
      now[cell] = pair % size;
    }
    return now.slice();
  });
}

// The months are unpacked once for all filters: `memory` keeps them.
export function unfolded(data, memory) {
  const { codes, names, provinces, q, r } = data.municipalities;
  const [many, steps] = [codes.length, data.steps.length];
  if (memory.packed?.states !== data.states || memory.packed.reported !== data.reported) {
    memory.packed = { states: data.states, reported: data.reported };
    memory.states = unpacked(data.states, data.moments.length, many * steps, 4, NOT_REPORTED, Uint8Array);
    memory.reported = unpacked(data.reported, data.moments.length, many, 14, 0, Uint16Array);
  }
  const { states, reported } = memory;
  const people = codes.map((code, who) => ({
    who,
    code,
    name: names[who],
    province: data.province_names[provinces[who]],
    place: q[who] === null ? null : [q[who], r[who]],
  }));
  const state = (moment, who, step) => states[moment][who * steps + step];
  const isInside = (moment, who) => !data.inside || data.inside[Math.min(moment, data.inside.length - 1)][who] === "1";
  const age = (moment, who) => (reported[moment][who] ? data.moments[moment].number - reported[moment][who] : null);

  // One municipality over all its steps.
  const over = (moment, who) => {
    const counts = new Array(KINDS.length).fill(0);
    for (let step = 0; step < steps; step += 1) counts[state(moment, who, step) & 7] += 1;
    const applicable = steps - counts[NOT_APPLICABLE];
    return {
      finished: counts[FINISHED],
      started: counts[STARTED],
      applicable,
      isAbsent: counts[ABSENT] > 0,
      isSilent: counts[NOT_REPORTED] === steps,
      isDone: counts[FINISHED] + counts[NOT_APPLICABLE] === steps,
      couldBeDone:
        counts[NOT_REPORTED] > 0 && counts[FINISHED] + counts[NOT_APPLICABLE] + counts[NOT_REPORTED] === steps,
    };
  };
  // The municipalities of that month's register that the filters choose.
  const chosen = (moment) =>
    people.filter(({ who }) => isInside(moment, who) && (state(moment, who, 0) & 7) !== ABSENT);

  const tallies = new Map();
  const tally = (moment, step) => {
    const asked = moment * (steps + 1) + step;
    if (!tallies.has(asked)) tallies.set(asked, counted(moment, step));
    return tallies.get(asked);
  };
  const counted = (moment, step) => {
    const found = { every: 0, reporters: 0, stale: 0, finished: 0, unknown: 0 };
    for (const { who } of chosen(moment)) {
      const days = age(moment, who);
      found.every += 1;
      found.reporters += days === null ? 0 : 1;
      found.stale += days !== null && days > data.stale_after_days ? 1 : 0;
      if (step < 0) {
        const all = over(moment, who);
        found.finished += all.isDone ? 1 : 0;
        found.unknown += all.couldBeDone ? 1 : 0; // the silent, and who left some steps out and has the others finished
      } else {
        const kind = state(moment, who, step) & 7;
        found.finished += kind === FINISHED ? 1 : 0;
        found.unknown += kind === NOT_REPORTED ? 1 : 0;
      }
    }
    return found;
  };
  const isStale = (moment, who) => (age(moment, who) ?? 0) > data.stale_after_days;
  return {
    people,
    steps,
    state,
    isInside,
    age,
    isStale,
    over,
    chosen,
    tally,
    byCode: new Map(people.map((one) => [one.code, one])),
    day: (moment, who) => reported[moment][who],
  };
}
