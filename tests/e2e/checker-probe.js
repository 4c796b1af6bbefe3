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

addEventListener("message", async ({ data: to }) => {
  const tries = Object.entries(ways).map(async ([name, way]) => way(`${to}${name}`));
  await Promise.race([Promise.allSettled(tries), new Promise((done) => setTimeout(done, 2000))]);
  postMessage("tried");
});
