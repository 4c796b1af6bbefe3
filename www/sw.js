// @ts-check
// Keeps the page's own files, so that it opens without a network. In: the list that build/finish.mjs puts in here. Out: each
// of these files from what is kept, and nothing else: whatever is not in the list passes by and is never kept.
//
// A new version of the page is fetched while the old one is in use and takes its place on the next visit, when no window
// of the old one is open: nobody gets half of each.

const VERSION = "unfinished";
const FILES = [];

// Two deployments on one server have caches of one origin: each keeps to its own, by the folder that it answers for.
const OWN = `gouji ${new URL(registration.scope).pathname} `;
const kept = `${OWN}${VERSION}`;
const own = new Map(FILES.map((file) => [new URL(file, registration.scope).href, file]));

/** Anything but a hashed name may have changed on the server while a cache on the way has not. */
const fresh = (file) => new Request(file, { cache: /-[0-9a-f]{8,}/.test(file) ? "default" : "reload" });

addEventListener("install", (/** @type {any} */ event) => {
  event.waitUntil(caches.open(kept).then((cache) => cache.addAll(FILES.map(fresh))));
});

addEventListener("activate", (/** @type {any} */ event) => {
  const drop = (names) => names.filter((name) => name.startsWith(OWN) && name !== kept).map((name) => caches.delete(name));
  event.waitUntil(caches.keys().then((names) => Promise.all(drop(names))));
});

addEventListener("fetch", (/** @type {any} */ event) => {
  const url = new URL(event.request.url);
  url.hash = "";
  url.search = "";
  const file = own.get(url.href.replace(/\/index\.html$/, "/"));
  if (event.request.method !== "GET" || file === undefined) return;
  event.respondWith(
    caches
      .open(kept)
      .then((cache) => cache.match(file))
      .then((found) => found ?? fetch(event.request)),
  );
});
