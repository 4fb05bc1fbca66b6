// How the stopwatch works the rival. A property is set the way Dash's own client code sets one.
(() => {
  const charts = ["map", "matrix", "lines"];
  const text = (id) => document.getElementById(id)?.textContent ?? "";
  const filters = { province: null, size_class: null, access_variant: null };
  let month = null;
  const say = () =>
    [
      month,
      ...Object.values(filters)
        .filter((value) => value !== null)
        .map(String),
    ].join(" · ");
  window.driven = {
    isShared: () => true, // it shows nothing else
    isReady: () => charts.every((name) => document.querySelector(`#${name} .main-svg`)),
    choose({ name, value, month: asked }) {
      month = asked;
      if (name in filters) filters[name] = value;
      window.dash_clientside.set_props(name, { value });
    },
    isShown: (watch) => text("shown") === say() && charts.every((name) => watch.plots[name]),
    says: () => [...document.querySelectorAll("#headlines p")].map((line) => line.textContent.trim()),
  };
})();
