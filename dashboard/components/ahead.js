// The answers to every single filter, kept for the row of filters; nothing is drawn here. See `drawAhead` in shared.js.
export default function (component) {
  const { names, packed } = component.data;
  if (globalThis.wamsAhead?.packed !== packed) {
    globalThis.wamsAhead = { packed, names, answers: {} };
    unpack(packed).then((answers) => { if (globalThis.wamsAhead?.packed === packed) globalThis.wamsAhead.answers = answers; });
  }
  return () => { delete globalThis.wamsAhead; };
}

async function unpack(text) {
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
}
