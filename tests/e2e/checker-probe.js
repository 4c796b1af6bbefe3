// A worker of the tests', served as the page's checker is, by whose name its policy is chosen: it tries to send something in every
// way that a worker has.
const ways = {
  fetch: (to) => fetch(to),
  xhr: (to) =>
    new Promise((done) => {
      const request = new XMLHttpRequest();
      request.onloadend = done;
      request.open("GET", to);
      request.send();
    }),
  websocket: (to) => new Promise((done) => (new WebSocket(to.replace("http", "ws")).onerror = done)),
  eventsource: (to) => new Promise((done) => (new EventSource(to).onerror = done)),
  import: (to) => import(to),
};

/** Answers with the paths that the policy refused, once everything was tried and all of `awaited` are among them. */
addEventListener("message", async ({ data: { to, awaited } }) => {
  const refused = new Set();
  const over = new Promise((done) => {
    if (!awaited.length) done();
    addEventListener("securitypolicyviolation", ({ blockedURI }) => {
      refused.add(new URL(blockedURI).pathname);
      if (awaited.every((path) => refused.has(path))) done();
    });
  });
  await Promise.allSettled(Object.entries(ways).map(async ([name, way]) => way(`${to}${name}`)));
  await over;
  postMessage([...refused].sort());
});
