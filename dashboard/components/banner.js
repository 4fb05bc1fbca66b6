// The strip over a page that shows invented figures; and the language of the document, after a switch without a reload.
export default function (component) {
  const { data } = component;
  document.documentElement.lang = data.language;
  return mount(component, (box) => {
    box.replaceChildren(data.strong ? h("p", { class: "banner", role: "note" }, h("span", {}, h("strong", {}, data.strong), " ", data.text)) : "");
  });
}
