// Prints the page: first it is laid out as wide as on paper, so that every figure is drawn at that width.
function printPage() {
  const html = document.documentElement;
  html.dataset.printing = "";
  window.addEventListener("afterprint", () => { delete html.dataset.printing; }, { once: true });
  setTimeout(() => window.print(), 700);
}
