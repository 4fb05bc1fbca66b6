// How the stopwatch works the rival. A property is set the way Dash's own client code sets one.
(() => {
  const charts = ["map", "matrix", "lines"];
  const text = (id) => document.getElementById(id)?.textContent ?? "";
  let asked = { month: null, filter: null };
  const say = () => [asked.month, ...(asked.filter === null ? [] : [String(asked.filter)])].join(" · ");
  window.driven = {
    isShared: () => true, // it shows nothing else
    isReady: () => charts.every((name) => document.querySelector(`#${name} .main-svg`)),
    choose({ name, value, month }) {
      asked = { month, filter: name === "month" ? asked.filter : value };
      window.dash_clientside.set_props(name, { value });
    },
    isShown: (watch) => text("shown") === say() && charts.every((name) => watch.plots[name]),
    says: () => [...document.querySelectorAll("#headlines p")].map((line) => line.textContent.trim()),
  };
})();
