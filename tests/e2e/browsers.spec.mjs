// In Chromium, in Firefox and, where they are at hand, in Chromiums of 2020 and 2021: the page from a server, and the page as
// one file from a disk, read a paste and a file of each kind, and after the start ask for nothing.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { zipSync } from "fflate";
import { browsers } from "./browsers.mjs";
import { close, loadedNow, PATIENCE, until, url } from "./chromium.mjs";
import { fromWord } from "./word.mjs";

const single = process.env.GOUJI_SINGLE_FILE;
const places = [
  ["from a server", url],
  ["as one file from a disk", single && pathToFileURL(single).href],
];
const fixture = (name) => readFileSync(new URL(`../fixtures/files/${name}`, import.meta.url));
/** A file of each kind that the second module reads. */
const files = [
  ...["docx", "doc", "rtf", "odt", "xlsx", "xls", "ods"].map((kind) => [`年报.${kind}`, fixture(`libreoffice.${kind}`)]),
  ["年报.ofd", fixture("made-report.ofd")],
  ["年报.pdf", fixture("pdf-libreoffice.pdf")],
];
/** What a browser saves as one file. */
const saved = (html) =>
  Buffer.from(
    `From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n` +
      `Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(html).toString("base64")}\r\n--b--\r\n`,
  );
/** The longest table of a page as a spreadsheet program saves it as text: every cell where its first column and row are. */
const asCsv = (page, html) =>
  page.evaluate((html) => {
    const tables = [...new DOMParser().parseFromString(html, "text/html").querySelectorAll("table")];
    const { rows } = tables.reduce((most, table) => (table.rows.length > most.rows.length ? table : most));
    const grid = [...rows].map(() => []);
    [...rows].forEach((row, y) => {
      for (const cell of row.cells) {
        let x = 0;
        while (grid[y][x] !== undefined) x += 1;
        for (let down = 0; down < cell.rowSpan; down += 1) for (let across = 0; across < cell.colSpan; across += 1) grid[y + down][x + across] = down + across ? "" : cell.textContent.trim();
      }
    });
    return grid.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(",")).join("\r\n");
  }, html);
const broken = readFileSync(new URL("../../crates/app/samples/contradictions-2021.html", import.meta.url), "utf8");

const report = readFileSync(new URL("../fixtures/files/pdf-report.html", import.meta.url), "utf8");
const wanted = Object.fromEntries(
  readFileSync(new URL("../fixtures/files/pdf-report.cells", import.meta.url), "utf8").trim().split("\n").map((line) => line.split(" ")).map(([id, value]) => [id, Number(value)]),
);

/** Somebody else's server: what reaches it is counted. */
const hits = [];
const other = createServer((request, response) => {
  hits.push(request.url);
  response.end();
});
await new Promise((listening) => other.listen(0, "127.0.0.1", listening));
after(() => other.close());
const away = `http://127.0.0.1:${other.address().port}/`;
const hostile = `<img src="${away}img" onerror="globalThis.ran = true"><img src="file:///etc/hostname"><link rel="stylesheet" href="${away}link">
  <script>globalThis.ran = true</script><iframe src="${away}frame"></iframe><svg onload="globalThis.ran = true"></svg>`;

/** Waits for an element, and gives its text. The driver's own waiting asks more of a browser than those of 2020 know. */
async function text(page, selector, pattern = /(?:)/) {
  return until(async () => {
    const found = await page.evaluate((selector) => document.querySelector(selector)?.textContent, selector);
    assert.ok(found != null && pattern.test(found), `no ${selector} with ${pattern}, but ${found}`);
    return found;
  });
}

/** The page, and what it complained of and asked for from now on. */
async function watch(context) {
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const [requests, errors] = [[], []];
  context.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  return { page, requests, errors };
}

/** Opens the page; gives what it asked for until it was ready. */
async function open({ page, requests }, address) {
  await page.goto(address);
  await text(page, "html[data-ready]");
  return requests.splice(0);
}

/** What comes of evaluating and compiling in a task of the page's own. */
const tried = (page) =>
  page.evaluate(
    () =>
      new Promise((done) =>
        setTimeout(() => {
          let result = "evaluated";
          try {
            new Function("return 1")();
          } catch (error) {
            result = error.name;
          }
          done(result);
        }),
      ),
  );

const inside = (request) => /^(data|blob):/.test(request);

async function pasteHtml(page, target, html) {
  await page.evaluate(
    ([target, html]) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/html", html);
      const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
      // Firefox gives such an event nothing to read.
      Object.defineProperty(event, "clipboardData", { value: clipboardData });
      document.querySelector(target).dispatchEvent(event);
    },
    [target, html],
  );
}

async function cells(page) {
  await text(page, ".tables[aria-busy='false']");
  return page.evaluate(() => Object.fromEntries([...document.querySelectorAll("[data-cell]")].map((cell) => [cell.dataset.cell, Number.parseFloat(cell.querySelector(".value").textContent)])));
}

/** Applies a repair, takes it back and does it again; in between the cells are what they were. */
async function mend(page) {
  const press = (selector) => page.evaluate((selector) => document.querySelector(selector).click(), selector);
  const key = (key) => page.evaluate((key) => document.querySelector("h1").dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey: true, bubbles: true, cancelable: true })), key);
  const before = await cells(page);
  await press("#finding-0");
  await text(page, ".repair .apply");
  await press(".repair .apply");
  await text(page, "#verdict", /没有发现矛盾|No contradiction/);
  const after = await cells(page);
  assert.notDeepEqual(after, before);
  for (const [name, verdict, wanted] of [["z", /1 处矛盾|1 contradiction/, before], ["y", /没有发现矛盾|No contradiction/, after], ["z", /1 处矛盾|1 contradiction/, before]]) {
    await key(name);
    await text(page, "#verdict", verdict);
    assert.deepEqual(await cells(page), wanted);
  }
}

async function use(watched, address) {
  const { page, requests, errors } = watched;
  const isFile = address !== url;
  const outside = (await open(watched, address)).filter((request) => !inside(request));
  // Firefox does not tell of files.
  if (isFile) assert.deepEqual(outside.filter((request) => request !== address), []);
  for (const request of outside) assert.ok(request.startsWith(address), request);

  // The worker beside the page is at work, here too.
  await text(page, "html[data-warm]");
  await pasteHtml(page, "#source", broken);
  await text(page, ".finding[data-rule='t4.total']");
  await mend(page);
  await pasteHtml(page, "h1", fromWord(report));
  await text(page, "[data-cell='t3.received.natural'] .value", new RegExp(`^${wanted["t3.received.natural"]}$`));
  assert.deepEqual(await cells(page), wanted);
  await pasteHtml(page, "h1", broken.replace("<h1>", `${hostile}<h1>`));
  await text(page, ".finding[data-rule='t4.total']");
  assert.equal(await page.evaluate(() => globalThis.ran), undefined);
  // Nothing even tried: the policy had nothing to refuse.
  await loadedNow(page);
  assert.deepEqual(hits, []);
  // Chromium before 97 says of a word in our policy that it does not know it.
  assert.deepEqual(errors.filter((error) => !/invalid source: ''wasm-unsafe-eval''/.test(error)), []);
  // The worker may have started after the page was ready, and a service worker keeps the page's files meanwhile.
  for (const request of requests.splice(0)) assert.ok(inside(request) || (request.startsWith(url) && !isFile), request);

  const texts = [
    ["年报.mht", saved(report)],
    ["年报.csv", Buffer.from(await asCsv(page, report))],
  ];
  const choose = (name, bytes) =>
    page.evaluate(
      ([name, bytes]) => {
        const data = new DataTransfer();
        data.items.add(new File([Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0))], name));
        const field = document.querySelector("input[type=file]");
        field.files = data.files;
        field.dispatchEvent(new Event("change", { bubbles: true }));
      },
      [name, Buffer.from(bytes).toString("base64")],
    );
  for (const [name, bytes] of [...files, ...texts]) {
    await open(watched, address);
    await choose(name, bytes);
    await text(page, ".folded-about", new RegExp(name));
    assert.match(await text(page, "[data-cell^='t3.'] .value"), /(ofd|pdf|mht|csv)$/.test(name) ? /^1282$/ : /^1$/);
    const asked = requests.filter((request) => !inside(request));
    if (isFile) assert.deepEqual(asked, []);
  }
  // A folder of them is a list.
  await open(watched, address);
  await choose("年报.zip", zipSync(Object.fromEntries(files.slice(0, 2))));
  for (const [name] of files.slice(0, 2)) await text(page, "#files tbody", new RegExp(name));
  await text(page, "#files-total");
  assert.equal(await tried(page), "EvalError");
  // The last attempt is refused aloud.
  assert.deepEqual(errors.filter((error) => !/eval|Content.Security.Policy/i.test(error)), []);
}

for (const { name, launch, missing } of browsers) {
  for (const [place, address] of places) {
    const skip = missing || (address ? false : "GOUJI_SINGLE_FILE is not set: cargo xtask test does it");
    test(`${name}: the page ${place} reads a paste and a file of each kind and asks for nothing`, { skip, timeout: 600_000 }, async () => {
      const browser = await launch();
      const context = await browser.newContext(name === "Firefox" ? {} : { locale: "zh-CN" });
      try {
        await use(await watch(context), address);
      } finally {
        await (name === "Chromium" ? context.close() : Promise.race([browser.close(), new Promise((resume) => setTimeout(resume, 3000))]));
      }
    });
  }
}

test("Chromium is closed", close);
