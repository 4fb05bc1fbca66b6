// @ts-check
// What goes to the server and what it answers, so that a lost connection, an ended session and a refusal are told apart.

/** @typedef {"done" | "offline" | "session" | "barred" | "gone" | "refused" | "later"} Outcome */
/**
 * `message`: in words of the server, where it has them. "refused": this text; "barred": this person; "gone":
 * what was spoken of is no more; "later": it cannot now.
 * @typedef {{ outcome: Outcome, answer: any, message: string }} Heard
 */

const PATIENCE = 30_000; // ms: the server itself waits 20 s for another writer
/** @type {Record<number, Outcome>} */
const OUTCOMES = { 401: "session", 403: "barred", 400: "refused", 409: "gone", 413: "refused" };

/**
 * Asks the server, and gives what came of it; it raises nothing.
 * @param {string} address
 * @param {object | null} sent null to read only
 * @returns {Promise<Heard>}
 */
export async function asked(address, sent) {
  const stop = new AbortController();
  const over = setTimeout(() => stop.abort(), PATIENCE);
  /** @type {RequestInit} */
  const how = { cache: "no-store", redirect: "error", signal: stop.signal };
  try {
    const given = await fetch(address, sent ? { ...how, method: "POST", body: JSON.stringify(sent) } : how);
    return await heard(given);
  } catch {
    return { outcome: "offline", answer: null, message: "" };
  } finally {
    clearTimeout(over);
  }
}

/**
 * @param {Response} given
 * @returns {Promise<Heard>}
 */
async function heard(given) {
  const isOurs = given.headers.get("content-type")?.startsWith("application/json") ?? false;
  const answer = isOurs ? await given.json() : null;
  const message = answer?.message ?? "";
  if (given.ok && isOurs) return { outcome: "done", answer, message };
  return { outcome: OUTCOMES[given.status] ?? "later", answer: null, message };
}
