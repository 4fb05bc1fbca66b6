// How the stopwatch works the page in plain Streamlit: its radio buttons and its slider, as a visitor's hand does.
(() => {
  const PLOTS = 3; // the map, the matrix and the lines
  const NONE = "–";
  const filters = { province: null, size_class: null, access_variant: null };
  let month = null;
  const say = () =>
    [
      month,
      ...Object.values(filters)
        .filter((value) => value !== null)
        .map(String),
    ].join(" · ");
  const caption = () => document.querySelector("[data-testid=stCaptionContainer]")?.textContent.trim() ?? "";
  const state = () => document.querySelector("[data-test-script-state]")?.getAttribute("data-test-script-state");
  const plots = () =>
    [...document.querySelectorAll(".stPlotlyChart .js-plotly-plot")].filter((plot) => plot.querySelector(".main-svg"));
  let before = new Set();

  function pick(name, value) {
    const written = value === null ? NONE : String(value);
    const options = [...document.querySelectorAll(`.st-key-${name} [data-testid=stRadioOption]`)];
    options
      .find((option) => option.textContent === written)
      .querySelector("input")
      .click();
  }
  function slide(place) {
    const slider = document.querySelector(".st-key-month input[type=range]");
    const key = place < Number(slider.value) ? "ArrowLeft" : "ArrowRight";
    // the race goes month by month, and a key is one month
    for (const kind of ["keydown", "keyup"]) slider.dispatchEvent(new KeyboardEvent(kind, { key, bubbles: true }));
  }
  window.driven = {
    isShared: () => true, // it shows nothing else
    isReady: () => state() === "notRunning" && plots().length >= PLOTS && caption() !== "",
    choose({ name, value, month: asked }) {
      month = asked;
      before = new Set(plots());
      if (name in filters) filters[name] = value;
      if (name === "month") slide(value);
      else pick(name, value);
    },
    // Streamlit puts a new plot in the place of one that changed; the lines change at every choice
    isShown: () =>
      caption() === say() &&
      state() === "notRunning" &&
      plots().length >= PLOTS &&
      plots().some((plot) => !before.has(plot)),
  };
})();
