// @ts-check
// The file that was chosen and is not handed in yet: kept in this browser, apart per person and municipality, so that a
// page that is loaded anew has it still. After a day it is forgotten: it may hold what is not for whoever sits here then.

const NAME = "wams werkblad";
const FILES = "files";
const DAY = 24 * 3600 * 1000;

/** @typedef {{ file: File, at: number }} Chosen */

/**
 * Does something with what is kept; undefined where the browser keeps nothing.
 * @template Result
 * @param {IDBTransactionMode} mode
 * @param {(files: IDBObjectStore) => IDBRequest<Result>} act
 * @returns {Promise<{ result: Result } | undefined>}
 */
async function done(mode, act) {
  try {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(FILES);
    const database = await settled(opening);
    try {
      return { result: await settled(act(database.transaction(FILES, mode).objectStore(FILES))) };
    } finally {
      database.close();
    }
  } catch {
    return undefined;
  }
}

/**
 * @template Result
 * @param {IDBRequest<Result>} request
 * @returns {Promise<Result>}
 */
const settled = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/**
 * Whether it could be kept.
 * @param {string} key
 * @param {File} file
 */
export async function keep(key, file) {
  return (await done("readwrite", (files) => files.put({ file, at: Date.now() }, key))) !== undefined;
}

/** @param {string} key */
export const forget = (key) => done("readwrite", (files) => files.delete(key));

/**
 * The file that was chosen before under a key, of the last day.
 * @param {string} key
 * @returns {Promise<File | undefined>}
 */
export async function found(key) {
  /** @type {Chosen | undefined} */
  const chosen = (await done("readonly", (files) => files.get(key)))?.result;
  if (chosen && Date.now() - chosen.at > DAY) await forget(key);
  else return chosen?.file;
}
