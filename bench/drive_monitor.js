// How the stopwatch works our own page: the slider of the atlas and the row of filters, as a visitor's hand does.
(() => {
  const filters = { province: "provincie", size_class: "grootte", access_variant: "toegang" };
  const roots = () =>
    [...document.querySelectorAll("[data-testid=stBidiComponentIsolated]")].map((host) => host.shadowRoot ?? host);
  const find = (selector) =>
    roots()
      .map((root) => root.querySelector(selector))
      .find(Boolean);
  const state = () => document.querySelector("[data-test-script-state]")?.getAttribute("data-test-script-state");
  // what both pages show: the headline figures, the map and the matrix, the lines
  const shared = [".figures", ".atlas", ".lines"];
  const isShared = (target) => {
    const root = target.getRootNode();
    return root instanceof ShadowRoot && shared.some((one) => root.querySelector(one));
  };
  let isShown = () => true;

  let slider = null;
  function scrub(place, month) {
    if (!slider?.isConnected) slider = find(".atlas input.slider");
    slider.value = place;
    isShown = () => slider.closest(".atlas").dataset.month === month;
    for (const kind of ["input", "change"]) slider.dispatchEvent(new Event(kind, { bubbles: true }));
  }
  function filter(name, value) {
    const select = find(`select#${filters[name]}`);
    const written = String(value ?? "");
    select.value = written;
    isShown = (watch) =>
      watch.received > 0 &&
      state() === "notRunning" &&
      (new URLSearchParams(location.search).get(filters[name]) ?? "") === written &&
      find(`select#${filters[name]}`)?.value === written;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }
  window.driven = {
    isReady: () => state() === "notRunning" && !!find("select#provincie") && !!find(".lines svg"),
    isShared,
    choose: ({ name, value, month }) => (name === "month" ? scrub(value, month) : filter(name, value)),
    isShown: (watch) => isShown(watch),
  };
})();
