// Sentences under each other, a hairline between them; each may carry a remark in small.
export default function (component) {
  const { data } = component;
  return mount(component, (box) => {
    box.replaceChildren(h("ul", { class: "sentences" }, data.sentences.map(({ text, note }) => h("li", {}, text, note ? h("span", {}, note) : null))));
  });
}
