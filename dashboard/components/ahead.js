// The answers to every next choice of a filter, kept for the row of filters; nothing is drawn here. See `drawAhead` in
// shared.js. `answers`: what differs then, as it came with the page; `said`: what the server said of filters seen before.
export default function (component) {
  const { names, page, packed } = component.data;
  const before = globalThis.wamsAhead;
  if (before?.packed !== packed) {
    globalThis.wamsAhead = { packed, page, names, answers: {}, said: before?.page === page ? before.said : {} };
    unpack(packed).then((answers) => { if (globalThis.wamsAhead?.packed === packed) globalThis.wamsAhead.answers = answers; });
  }
  return () => { delete globalThis.wamsAhead; };
}

async function unpack(text) {
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
}
