// @ts-check
// Answers to the next choices of a filter that the browser has before the server gives them. This module alone keeps
// them: what came with the page, what the server said of filters seen before, and the parts that can be drawn with
// them.

import { along } from "./along.js";

/**
 * What the server sends ahead.
 * @typedef {object} Ahead
 * @property {string[]} names of the filters, in the order in which they stand in the address
 * @property {string} page what the answers hold for: the page without its filters, at one version of the store
 * @property {string} packed the answers as compressed JSON in base 64
 */
/**
 * For each part the data that differs then.
 * @typedef {Record<string, Record<string, unknown>>} Answer
 */
/**
 * Answers by the filters that they are of, as those stand in the address: "" for none.
 * @typedef {Record<string, Answer>} Answers
 */
/**
 * `answers`: what differs then, as it came with the page; `said`: what the server said of filters seen before.
 * @typedef {Ahead & { answers: Answers, said: Answers, unpacked: Promise<number> }} Kept
 */

/** @type {Kept | null} */
let kept = null;

/** @type {Record<string, (answer: Record<string, unknown>) => unknown>} */
const renderers = {};

/**
 * Keeps the answers that came with the page; gives how many there are, once they are unpacked.
 * @param {Ahead} ahead
 */
export function keepAnswers({ names, page, packed }) {
  if (kept?.packed === packed) return kept.unpacked;
  /** @type {Kept} */
  const now = {
    packed,
    page,
    names,
    answers: {},
    said: kept?.page === page ? kept.said : {},
    unpacked: unpack(packed).then((answers) => {
      now.answers = answers;
      return Object.keys(answers).length;
    }),
  };
  kept = now;
  return now.unpacked;
}

export function forgetAnswers() {
  kept = null;
}

/**
 * @param {string} text
 * @returns {Promise<Answers>}
 */
async function unpack(text) {
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
}

/**
 * A part whose data the browser may have before the server says it: `render` draws it, as when the server does. What
 * the server said is kept too, as the answer to the filters that it is of (`chosen`; only the front page says them).
 * @template {{ chosen?: string }} Data
 * @param {string} part
 * @param {import("./mounting.js").Component<Data>} component
 * @param {(component: import("./mounting.js").Component<Data>) => unknown} render
 */
export function answerable(part, component, render) {
  const { data } = component;
  if (kept) {
    const chosen = String(data.chosen);
    kept.said[chosen] = { [part]: data, ...kept.said[chosen] };
  }
  renderers[part] = (answer) => render({ ...component, data: { ...data, ...answer } });
}

/**
 * Draws what these filters show where the browser knows it. Not when the atlas stands at another month or step by now:
 * then the server answers for those.
 * @param {(name: string) => string | undefined} chosenIn the value of a filter, by its name in the address
 */
export function drawAhead(chosenIn) {
  if (!kept) return;
  const chosen = kept.names
    .filter(chosenIn)
    .map((name) => `${name}=${chosenIn(name)}`)
    .join("&");
  const answer = kept.answers[chosen] ?? kept.said[chosen];
  if (!answer || Object.keys(along()).length) return;
  for (const [part, data] of Object.entries(answer)) renderers[part]?.(data);
}
