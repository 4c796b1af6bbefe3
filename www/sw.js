// @ts-check
// Keeps the page's own files, so that it opens without a network. In: the lists that build/finish.mjs puts in here. Out: each
// of these files from what is kept, and nothing else: whatever is not in a list passes by and is never kept.
//
// The reader of pictures is large, and most people never need it: it is kept once it was used, and from then on with every new version.
//
// A new version of the page is fetched while the old one is in use and takes its place on the next visit, when no window
// of the old one is open: nobody gets half of each.

const VERSION = "unfinished";
const FILES = [];
const LATER = [];
/** How the names begin of what is kept later. */
const LATER_NAME = /\/recogniser-[0-9a-f]{8,}\.\w+$/;

// Two deployments on one server have caches of one origin: each keeps to its own, by the folder that it answers for.
const OWN = `gouji ${new URL(registration.scope).pathname} `;
const kept = `${OWN}${VERSION}`;
const own = new Map([...FILES, ...LATER].map((file) => [new URL(file, registration.scope).href, file]));

/** Anything but a hashed name may have changed on the server while a cache on the way has not. */
const fresh = (file) => new Request(file, { cache: /-[0-9a-f]{8,}/.test(file) ? "default" : "reload" });

/** Whether a version before this one has kept what is kept later. */
async function areReadersUsed() {
  const names = (await caches.keys()).filter((name) => name.startsWith(OWN));
  const files = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return files.flat().some((request) => LATER_NAME.test(request.url));
}

async function keep() {
  const files = (await areReadersUsed()) ? [...FILES, ...LATER] : FILES;
  await (await caches.open(kept)).addAll(files.map(fresh));
}

addEventListener("install", (/** @type {any} */ event) => event.waitUntil(keep()));

addEventListener("activate", (/** @type {any} */ event) => {
  const drop = (names) => names.filter((name) => name.startsWith(OWN) && name !== kept).map((name) => caches.delete(name));
  event.waitUntil(caches.keys().then((names) => Promise.all(drop(names))));
});

/** A file from what is kept. */
async function answer(event, file) {
  const cache = await caches.open(kept);
  const found = await cache.match(file);
  if (found !== undefined) return found;
  const fetched = await fetch(event.request);
  // Fails where the browser has no room: then it is fetched again the next time.
  if (fetched.ok && LATER.includes(file)) event.waitUntil(cache.put(file, fetched.clone()).catch(() => {}));
  return fetched;
}

addEventListener("fetch", (/** @type {any} */ event) => {
  const url = new URL(event.request.url);
  url.hash = "";
  url.search = "";
  const file = own.get(url.href.replace(/\/index\.html$/, "/"));
  if (event.request.method !== "GET" || file === undefined) return;
  event.respondWith(answer(event, file));
});
