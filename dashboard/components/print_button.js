// Prints the page: first it is laid out as wide as on paper, so that every figure is drawn at that width.
export default function (component) {
  const { data } = component;
  const html = document.documentElement;
  const print = () => {
    html.dataset.printing = "";
    const done = () => { delete html.dataset.printing; window.removeEventListener("afterprint", done); };
    window.addEventListener("afterprint", done);
    setTimeout(() => window.print(), 700);
  };
  return mount(component, (box) => {
    box.replaceChildren(h("button", { type: "button", class: "print", "data-focus": "print", onclick: print }, data.label), h("span", { class: "hint" }, data.hint));
  });
}
