// The strip over a page that shows invented figures; the language of the document, after a switch without a reload;
// and the navigation out of the way.
export default function (component) {
  const { data } = component;
  const html = document.documentElement;
  html.lang = data.language;
  if (html.dataset.page !== undefined && html.dataset.page !== data.page && window.matchMedia("(max-width: 767px)").matches) {
    // on a phone the navigation lies over the page: once a page has been chosen it makes way
    document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
  }
  html.dataset.page = data.page;
  return mount(component, (box) => {
    box.replaceChildren(data.strong ? h("p", { class: "banner", role: "note" }, h("span", {}, h("strong", {}, data.strong), " ", data.text)) : "");
  });
}
