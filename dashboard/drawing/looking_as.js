// @ts-check
// Keeps whom a visitor looks as, where nobody signs in: the server sets a cookie that no script reads, and the page
// is opened anew, since a page that is open goes by the cookies it began with.

/**
 * @param {string} whom as the server takes it
 * @param {() => void} failed
 * @param {string} [next] the address to open; the front page where there is none
 */
export async function lookAs(whom, failed, next = "/") {
  try {
    const kept = await fetch("/kijk-als", { method: "POST", body: new URLSearchParams({ als: whom }) });
    if (!kept.ok) return failed();
    window.location.assign(next);
  } catch {
    failed();
  }
}
