// 'The report is read inside the browser; it is not sent anywhere and not stored.' Each test here is a part of that sentence,
// and each has its control: the same attempt where nothing forbids it, which must be seen.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, test } from "node:test";
import { loadedNow, newPage, openPage, pasteEvent, url, withPage } from "./harness.mjs";

const broken = readFileSync(new URL("../../crates/app/samples/contradictions-2021.html", import.meta.url), "utf8");

/** Somebody else's server, which counts what reaches it. */
const hits = [];
const hit = (address) => {
  hits.push(address);
  other.emit("hit");
};
const other = createServer((request, response) => {
  if (!/^\/(plain|favicon\.ico)/.test(request.url)) hit(request.url);
  response.writeHead(200, { "Content-Type": "text/html", "Access-Control-Allow-Origin": "*" });
  response.end("<!DOCTYPE html><title>a page without a policy</title><body></body>");
});
other.on("upgrade", (request, socket) => {
  hit(request.url);
  socket.destroy();
});
await new Promise((listening) => other.listen(0, "127.0.0.1", listening));
const elsewhere = `http://127.0.0.1:${other.address().port}/`;
after(() => other.close());

/** What reached the other server while `work` was done, and until all of `awaited` have. */
async function reached(work, awaited = []) {
  hits.length = 0;
  await work();
  while (!awaited.every((path) => hits.includes(path))) await once(other, "hit");
  return [...new Set(hits)].sort();
}

/**
 * Every way to the network that a script has, but WebRTC and navigation, which no policy forbids. Runs in page and worker. Gives the paths that the
 * policy refused, once all of `awaited` are among them: nothing that was refused is still on its way.
 */
async function tryAll({ to, awaited }) {
  const refused = new Set();
  const over = new Promise((done) => {
    if (!awaited.length) done();
    addEventListener("securitypolicyviolation", ({ blockedURI, effectiveDirective }) => {
      // Of frames and objects only the origin is told.
      const { pathname } = new URL(blockedURI);
      refused.add(pathname === "/" ? `/${effectiveDirective.replace("-src", "")}` : pathname);
      if (awaited.every((path) => refused.has(path))) done();
    });
  });
  const quietly = async (work) => {
    try {
      await work();
    } catch {
      // Refused is what is wanted.
    }
  };
  await quietly(() => fetch(`${to}fetch`));
  await quietly(
    () =>
      new Promise((done) => {
        const request = new XMLHttpRequest();
        request.onloadend = done;
        request.open("GET", `${to}xhr`);
        request.send();
      }),
  );
  await quietly(() => new WebSocket(`${to.replace("http", "ws")}socket`));
  await quietly(() => new EventSource(`${to}events`));
  if (typeof importScripts === "function") {
    await quietly(() => importScripts(`${to}script`));
    await over;
    return [...refused].sort();
  }
  await quietly(() => navigator.sendBeacon(`${to}beacon`, "draft"));
  await quietly(() => Object.assign(new Image(), { src: `${to}image` }));
  const element = (name, properties) => document.body.appendChild(Object.assign(document.createElement(name), properties));
  await quietly(() => element("iframe", { src: `${to}frame` }));
  await quietly(() => element("link", { rel: "stylesheet", href: `${to}style` }));
  await quietly(() => element("script", { src: `${to}script` }));
  await quietly(() => element("video", { src: `${to}video` }));
  await quietly(() => element("object", { data: `${to}object` }));
  await quietly(() => {
    element("iframe", { name: "aside" });
    element("form", { action: `${to}form`, method: "post", target: "aside" }).submit();
  });
  await quietly(() => {
    const link = element("a", { href: "#", ping: `${to}ping` });
    link.click();
  });
  await over;
  return [...refused].sort();
}

const fromPage = ["/beacon", "/events", "/fetch", "/form", "/frame", "/image", "/object", "/ping", "/script", "/socket", "/style", "/video", "/xhr"];
const fromWorker = ["/events", "/fetch", "/script", "/socket", "/xhr"];

test("no script in the page reaches another server, in any of thirteen ways", async () => {
  const { context, page } = await openPage();
  const tries = async () => assert.deepEqual(await page.evaluate(tryAll, { to: elsewhere, awaited: fromPage }), fromPage);
  assert.deepEqual(await reached(tries), []);
  // The control: the same from a page without a policy.
  await page.goto(`${elsewhere}plain`);
  assert.deepEqual(await reached(() => page.evaluate(tryAll, { to: elsewhere, awaited: [] }), fromPage), fromPage);
  await context.close();
});

test("nor does the worker that reads files", async () => {
  const { context, page } = await openPage();
  const inWorker = ([script, source, to]) =>
    new Promise((answered, failed) => {
      const worker = new Worker(script);
      worker.onmessage = ({ data }) => answered(data);
      worker.onerror = failed;
      worker.postMessage({ source, to });
    });
  const tries = [new URL("e2e/opener-probe.js", url).href, tryAll.toString(), { to: elsewhere, awaited: fromWorker }];
  assert.deepEqual(await reached(async () => assert.deepEqual(await page.evaluate(inWorker, tries), fromWorker)), []);
  await page.goto(`${elsewhere}plain`);
  tries[2].awaited = [];
  const free = `onmessage = async ({ data: { source, to } }) => postMessage(await new Function("return " + source)()(to))`;
  tries[0] = `data:text/javascript,${encodeURIComponent(free)}`;
  assert.deepEqual(await reached(() => page.evaluate(inWorker, tries), fromWorker), fromWorker);
  await context.close();
});

test("nor does the worker that reads what is pasted", async () => {
  const { context, page } = await openPage();
  const ways = ["/eventsource", "/fetch", "/import", "/websocket", "/xhr"];
  const inWorker = ([script, order]) =>
    new Promise((answered, failed) => {
      const worker = new Worker(script, { type: "module" });
      worker.onmessage = ({ data }) => answered(data);
      worker.onerror = failed;
      worker.postMessage(order);
    });
  const probe = new URL("e2e/checker-probe.js", url).href;
  const tries = async () => assert.deepEqual(await page.evaluate(inWorker, [probe, { to: elsewhere, awaited: ways }]), ways);
  assert.deepEqual(await reached(tries), []);
  await page.goto(`${elsewhere}plain`);
  const free = `data:text/javascript,${encodeURIComponent(readFileSync(new URL("checker-probe.js", import.meta.url), "utf8"))}`;
  assert.deepEqual(await reached(() => page.evaluate(inWorker, [free, { to: elsewhere, awaited: [] }]), ways), ways);
  await context.close();
});

const hostile = (to) => `${broken}
  <img src="${to}img"><img src="x" onerror="fetch('${to}onerror');document.title='hurt'"><link rel="stylesheet" href="${to}link">
  <script>document.title="hurt"</script><iframe src="${to}iframe"></iframe><video poster="${to}poster"></video>
  <svg><image href="${to}svg"/></svg><table background="${to}background"><tr><td style="background:url(${to}css)">1</td></tr></table>
  <object data="${to}object"></object><img src="file:///etc/passwd"><base href="${to}"><meta http-equiv="refresh" content="0;url=${to}refresh">`;

test("what is pasted loads nothing, runs nothing and is not even refused", withPage(async ({ page }) => {
  const title = await page.title();
  const seen = await reached(async () => {
    await pasteEvent(page, "#source", { html: hostile(elsewhere), text: "x" });
    await page.locator(".finding[data-rule='t4.total']").waitFor();
    await loadedNow(page);
  });
  // `withPage` fails on whatever the policy had to refuse.
  assert.deepEqual(seen, []);
  assert.equal(await page.title(), title);
}));

test("the same paste put into an element would reach the other server", async () => {
  const { context, page } = await newPage();
  await page.goto(`${elsewhere}plain`);
  const seen = await reached(() => page.evaluate((html) => void (document.createElement("div").innerHTML = html), hostile(elsewhere)), ["/img"]);
  assert.ok(seen.includes("/img"), seen.join());
  await context.close();
});

/** All that a browser would remember of the page. */
const remembered = (page) =>
  page.evaluate(async () => {
    const kept = [];
    for (const name of await caches.keys()) {
      for (const request of await (await caches.open(name)).keys()) kept.push(request.url);
    }
    return {
      local: { ...localStorage },
      session: { ...sessionStorage },
      databases: (await indexedDB.databases()).map(({ name }) => name),
      cookie: document.cookie,
      address: location.href,
      history: JSON.stringify(history.state),
      kept,
    };
  });

test("nothing of a report is stored, and a second visit starts empty", async () => {
  const { context, page } = await openPage({ keeps: true });
  await page.evaluate(() => navigator.serviceWorker.ready);
  await pasteEvent(page, "#source", { html: broken, text: "x" });
  await page.locator(".finding[data-rule='t4.total']").waitFor();
  await page.locator("#finding-0").click();
  const { kept, ...rest } = await remembered(page);
  assert.deepEqual(rest, { local: {}, session: {}, databases: [], cookie: "", address: url, history: "null" });
  assert.ok(kept.length > 5, kept.join());
  for (const address of kept) {
    assert.match(address.slice(url.length), /^$|^(loader|style|icon|gouji-app|gouji-opener|opener|checker)-[0-9a-f]+(_bg)?\.\w+$|^manifest\.webmanifest$|^icons\/[\w-]+\.png$/);
    const held = await page.evaluate(async (address) => (await (await caches.match(address)).text()).includes("青槐县人民政府办公室"), address);
    assert.ok(!held || address.endsWith(".wasm"), `${address} has text of a report`);
  }
  await page.reload();
  await page.locator("html[data-ready]").waitFor({ state: "attached" });
  assert.equal(await page.locator("#verdict").count(), 0);
  assert.doesNotMatch(await page.locator("#source").inputValue(), /政府信息公开/);
  // The control: what is stored is seen.
  await page.evaluate(() => localStorage.setItem("draft", "x"));
  assert.deepEqual((await remembered(page)).local, { draft: "x" });
  await context.close();
});

test("the page takes what a paste brings, and reads no clipboard by itself", async () => {
  const { context, page } = await newPage();
  await page.addInitScript(() => {
    globalThis.clipboardReads = 0;
    for (const name of ["read", "readText"]) {
      const original = Clipboard.prototype[name];
      Clipboard.prototype[name] = function (...args) {
        globalThis.clipboardReads += 1;
        return original.apply(this, args);
      };
    }
    const execute = document.execCommand;
    document.execCommand = function (name, ...args) {
      if (name === "paste") globalThis.clipboardReads += 1;
      return execute.call(this, name, ...args);
    };
  });
  await page.goto(url);
  await page.locator("html[data-ready]").waitFor({ state: "attached" });
  await pasteEvent(page, "#source", { html: broken, text: "x" });
  await page.locator("#verdict").waitFor();
  await page.evaluate(() => dispatchEvent(new Event("focus")));
  assert.equal(await page.evaluate(() => clipboardReads), 0);
  // The control.
  await page.evaluate(() => navigator.clipboard.readText().catch(() => {}));
  assert.equal(await page.evaluate(() => clipboardReads), 1);
  await context.close();
});
