// The page without a network: after the first visit it opens and works, a new version takes its place on the visit after it was
// fetched, and the manifest is one that a browser installs.

import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { newPage, pasteEvent, url } from "./harness.mjs";

const broken = readFileSync(new URL("../../crates/app/samples/contradictions-2021.html", import.meta.url), "utf8");
const docx = readFileSync(new URL("../fixtures/files/libreoffice.docx", import.meta.url));
const dist = fileURLToPath(new URL("../../dist/", import.meta.url));

const started = (page) => page.locator("html[data-ready]").waitFor({ state: "attached" });

/** The first visit to `address`, until the page's files are kept. */
async function firstVisit(address) {
  const opened = await newPage({ keeps: true });
  await opened.page.goto(address);
  await started(opened.page);
  await opened.page.evaluate(() => navigator.serviceWorker.ready);
  return opened;
}

async function check(page) {
  await pasteEvent(page, "#source", { html: broken, text: "x" });
  await page.locator(".finding[data-rule='t4.total']").waitFor();
}

test("after the first visit it opens without a network, and reads a paste and a docx", async () => {
  const { context, page, seen } = await firstVisit(url);
  for (const request of seen.requests) assert.ok(request.startsWith(url), request);
  await context.setOffline(true);
  for (const address of [url, `${url}index.html`, `${url}?from=desktop#f=1`]) {
    await page.goto(address);
    await started(page);
  }
  await check(page);
  await page.reload();
  await started(page);
  await page.locator("input[type=file]").first().setInputFiles({ name: "年报.docx", mimeType: "application/octet-stream", buffer: docx });
  await page.locator(".folded-about").filter({ hasText: "按文字文档读取" }).waitFor();
  assert.deepEqual(seen.errors, []);
  // The control: what is not kept is not there.
  const others = await page.evaluate(() => fetch("e2e/api.html").then(() => "answered", (error) => error.name));
  assert.equal(others, "TypeError");
  await context.close();
});

test("what is pasted while the files are being kept asks for nothing but them", async () => {
  const { context, page, seen } = await newPage({ keeps: true });
  await page.goto(url);
  await started(page);
  await check(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  const files = await page.evaluate(async () => (await (await caches.open((await caches.keys())[0])).keys()).map(({ url }) => url));
  for (const request of seen.requests) {
    assert.ok(files.includes(request) || request === `${url}sw.js` || request === `${url}favicon.ico`, request);
  }
  await context.close();
});

/** Gives what waits until a version of a service worker (a certain one, if told) is in a state, and gives its id. */
async function workers(context, page) {
  const devtools = await context.newCDPSession(page);
  const states = new Map();
  let look = () => {};
  devtools.on("ServiceWorker.workerVersionUpdated", ({ versions }) => {
    for (const { versionId, status } of versions) states.set(versionId, status);
    look();
  });
  await devtools.send("ServiceWorker.enable");
  return (state, id) =>
    new Promise((done) => {
      look = () => {
        const found = [...states].find(([version, is]) => is === state && (id ?? version) === version);
        if (found) done(found[0]);
      };
      look();
    });
}

/** A server of three deployments of the page, at the top and in two folders, as they may be changed, and of nothing else. */
const copy = mkdtempSync(join(tmpdir(), "gouji-"));
for (const folder of ["", "north", "south"]) cpSync(dist, join(copy, folder), { recursive: true });
const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".webmanifest": "application/manifest+json", ".svg": "image/svg+xml", ".png": "image/png" };
const server = createServer((request, response) => {
  const path = new URL(request.url, "http://x").pathname;
  const file = join(copy, path.endsWith("/") ? `${path}index.html` : path);
  if (!existsSync(file)) return response.writeHead(404).end();
  response.writeHead(200, { "Content-Type": types[extname(file)] ?? "text/plain", "Cache-Control": "no-cache" }).end(readFileSync(file));
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const address = `http://127.0.0.1:${server.address().port}/`;
after(() => {
  server.close();
  rmSync(copy, { recursive: true });
});

/** A new version in the deployment of this folder. */
function deploy(folder) {
  for (const [file, from, to] of [
    ["index.html", 'name="description" content="', 'name="description" content="new version '],
    ["sw.js", 'VERSION = "', 'VERSION = "2'],
  ]) {
    writeFileSync(join(copy, folder, file), readFileSync(join(copy, folder, file), "utf8").replace(from, to));
  }
}

const description = (page) => page.locator('meta[name="description"]').getAttribute("content");

test("a new version is fetched while the old one is in use, and is there on the next visit", async () => {
  const { context, page } = await firstVisit(address);
  const name = () => description(page);
  assert.doesNotMatch(await name(), /new version/);
  deploy("");
  await page.reload();
  await started(page);
  assert.doesNotMatch(await name(), /new version/, "the old one is kept until it is closed");
  const next = await context.newPage();
  const versions = await workers(context, next);
  const waiting = await versions("installed");
  await page.close();
  assert.equal(await versions("activated", waiting), waiting, "once the last page of the old one is gone");
  await next.goto(address);
  await started(next);
  assert.match(await description(next), /new version/);
  assert.equal(await next.evaluate(async () => (await caches.keys()).length), 1, "and the old files are gone");
  await context.close();
});

test("two deployments on one server leave each other's files alone", async () => {
  const { context, page: north } = await firstVisit(`${address}north/`);
  const south = await context.newPage();
  const open = async (page, folder) => {
    await page.goto(`${address}${folder}/`);
    await started(page);
    await page.evaluate(() => navigator.serviceWorker.ready);
  };
  const kept = () => north.evaluate(async () => (await caches.keys()).map((name) => name.split(" ").slice(0, 2).join(" ")).sort());
  await open(south, "south");
  assert.deepEqual(await kept(), ["gouji /north/", "gouji /south/"]);
  deploy("south");
  const next = await context.newPage();
  const versions = await workers(context, next);
  await open(south, "south");
  const waiting = await versions("installed");
  await south.close();
  await versions("activated", waiting);
  assert.deepEqual(await kept(), ["gouji /north/", "gouji /south/"], "the old files of the one are gone, those of the other are not");
  await context.setOffline(true);
  await open(next, "south");
  assert.match(await description(next), /new version/);
  await open(north, "north");
  assert.doesNotMatch(await description(north), /new version/);
  await check(north);
  await context.close();
});

test("the manifest is complete, and every picture in it has the size that it says", async () => {
  const manifest = JSON.parse(readFileSync(join(dist, "manifest.webmanifest"), "utf8"));
  assert.deepEqual([manifest.lang, manifest.display, manifest.start_url, manifest.scope], ["zh-CN", "standalone", "./", "./"]);
  assert.match(manifest.name, /勾稽/);
  assert.deepEqual(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose ?? "any"}`), ["192x192 any", "512x512 any", "512x512 maskable"]);
  for (const { src, sizes } of manifest.icons) {
    const png = readFileSync(join(dist, src));
    assert.equal(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`, sizes, src);
  }
});

test("the browser sees a page that can be installed", async () => {
  const { context, page } = await firstVisit(url);
  const devtools = await context.newCDPSession(page);
  const { errors } = await devtools.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
  // A private window, which every test has, installs nothing.
  assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito"), []);
  await context.close();
});
