// One stopwatch for both pages: from a choice to the painted frame after the last thing that the choice changed.
// Two readings: of what both pages show (the page says what that is, `driven.isShared`), and of the whole page with the
// answers of the server. What counts: changes of the document and of every open shadow root, and plots that were drawn.
(() => {
  const watch = {
    start: 0,
    last: 0,
    painted: 0,
    last_shared: 0,
    painted_shared: 0,
    changes: 0,
    plots: {},
    open: 0,
    sent: 0,
    sent_bytes: 0,
    received: 0,
    received_bytes: 0,
  };
  const channel = new MessageChannel();
  let isAsked = false;
  channel.port1.onmessage = () => {
    watch.painted = performance.now();
    if (watch.painted_shared < watch.last_shared) watch.painted_shared = watch.painted;
  };
  const happened = (isShared = false) => {
    watch.last = performance.now();
    if (isShared) watch.last_shared = watch.last;
    if (isAsked) return;
    isAsked = true;
    // a message posted from a frame arrives when that frame has been handed over for painting
    requestAnimationFrame(() => {
      isAsked = false;
      channel.port2.postMessage(0);
    });
  };
  const size = (data) => data?.byteLength ?? data?.size ?? data?.length ?? 0;

  // the sign that a script runs is no part of the page, and what only a reader's voice says comes later on purpose
  const APART = "[data-testid=stStatusWidget], [role=status].hidden";
  const isApart = (target) => (target instanceof Element ? target : target.parentElement)?.closest(APART);
  const observer = new MutationObserver((records) => {
    const counted = records.filter(
      ({ target, attributeName }) => attributeName !== "data-test-script-state" && !isApart(target),
    );
    if (!counted.length) return;
    watch.changes += counted.length;
    happened(counted.some(({ target }) => window.driven.isShared(target)));
  });
  const everything = { subtree: true, childList: true, attributes: true, characterData: true };
  observer.observe(document, everything);
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    observer.observe(root, everything);
    return root;
  };

  const answer = window.fetch;
  window.fetch = async (...asked) => {
    watch.open += 1;
    watch.sent += 1;
    try {
      const response = await answer(...asked);
      watch.received += 1;
      watch.received_bytes += Number(response.headers.get("content-length") ?? 0);
      return response;
    } finally {
      watch.open -= 1;
      happened();
    }
  };
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...asked) {
      super(...asked);
      this.addEventListener("message", ({ data }) => {
        watch.received += 1;
        watch.received_bytes += size(data);
        happened();
      });
    }
    send(data) {
      watch.sent += 1;
      watch.sent_bytes += size(data);
      happened();
      super.send(data);
    }
  };

  // Plots draw on canvas too, which no observer sees: each says itself when it has been drawn.
  const listen = () => {
    for (const plot of document.querySelectorAll(".js-plotly-plot")) {
      if (plot.isTimed || !plot.on) continue;
      plot.isTimed = true;
      plot.on("plotly_afterplot", () => {
        const name = plot.parentElement?.id || "plot";
        watch.plots[name] = (watch.plots[name] ?? 0) + 1;
        happened(window.driven.isShared(plot));
      });
    }
  };

  // Makes a choice, waits until the page says it and has been still for so long; gives both readings and what it took.
  window.timed = (choose, isShown, { still, most }) =>
    new Promise((resolve, reject) => {
      listen();
      Object.assign(watch, { changes: 0, plots: {}, sent: 0, sent_bytes: 0, received: 0, received_bytes: 0 });
      watch.start = watch.last = watch.last_shared = performance.now();
      watch.painted = watch.painted_shared = 0;
      choose();
      const look = () => {
        const now = performance.now();
        const isPainted = watch.painted >= watch.last || watch.last === watch.start;
        const isStill = !watch.open && isPainted && now - watch.last >= still;
        if (isStill && isShown(watch))
          resolve({
            ...watch,
            milliseconds: watch.painted_shared - watch.start,
            whole_milliseconds: watch.painted - watch.start,
          });
        else if (now - watch.start > most) reject(new Error(`not drawn after ${most} ms`));
        else setTimeout(look, 20);
      };
      look();
    });
})();
