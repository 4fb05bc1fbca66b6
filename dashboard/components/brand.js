// The name of the monitor, above the navigation.
export default function (component) {
  const { data } = component;
  return mount(component, (box) => {
    box.replaceChildren(h("p", { class: "brand" }, h("strong", {}, data.title), h("span", {}, data.lead)));
  });
}
