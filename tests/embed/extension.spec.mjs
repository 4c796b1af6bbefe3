// The extension in Chromium, clicked as a reader clicks it, on pages that do not make it easy: what it marks, that it changes nothing,
// that it leaves nothing. And the bookmarklet.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { PATIENCE, until } from "../e2e/chromium.mjs";
import { chromium } from "../e2e/node_modules/playwright-core/index.mjs";
import { around, open, repository, sample, serve, snippet, temporary } from "./harness.mjs";

const folder = process.env.GOUJI_EXTENSION ?? path.join(repository, "target/extension");
const json = async (...names) => JSON.parse(await readFile(path.join(folder, ...names), "utf8"));

/** Style that a page may well have, at its worst. */
const HOSTILE = `<style>
  * { all: unset !important; }
  *, *::before, *::after { outline: 0 none !important; background: none !important; text-decoration: none !important; }
  @layer late { td { outline: none !important; } }
</style>`;

/** Counts every change of any node in this document from now on. */
const WATCH = `<script>
  globalThis.changes = [];
  new MutationObserver((records) => changes.push(...records.map(({ type, target }) => type + " " + target.nodeName)))
    .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
</script>`;

let context;
let browser;
let id;
let host;
let other;
let report;

before(async () => {
  report = await sample("contradictions-2021");
  const portal = await readFile(path.join(repository, "tests/fixtures/html-portal/report.html"), "utf8");
  const watched = (html, more = "") => html.replace(/<\/body>/i, `${more}${WATCH}</body>`);
  host = await serve();
  other = await serve({ "/": around("<p>广告</p>") });
  Object.assign(host.pages, {
    "/portal": watched(portal),
    "/hostile": watched(report, HOSTILE),
    "/strict": { body: report, headers: { "Content-Security-Policy": "default-src 'none'" } },
    "/frames": around(`<h1>门户</h1><iframe src="/middle" width="900" height="700"></iframe><iframe src="${other.origin}/"></iframe>${WATCH}`),
    "/middle": around('<p>框架</p><iframe src="/hostile" width="880" height="650"></iframe>'),
    "/phrase": watched(report.replace("政府信息公开申请38件", "政府信息公开申请<b>39</b>件")),
    "/nothing": around(`<p>今日要闻</p>${WATCH}`),
    "/bookmark": around(await snippet("extension.md", "bookmarklet")),
    "/bookmark-refused": { body: report, headers: { "Content-Security-Policy": "frame-src 'none'" } },
  });
  const extension = path.join(folder, "chromium");
  context = await chromium.launchPersistentContext(await temporary(), {
    executablePath: process.env.GOUJI_CHROMIUM ?? "/usr/bin/chromium",
    headless: false,
    args: [
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--enable-unsafe-extension-debugging",
      "--disable-features=DisableLoadExtensionCommandLineSwitch",
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
    ],
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
  id = new URL(worker.url()).host;
  browser = await context.browser().newBrowserCDPSession();
});

after(async () => context?.close());

const targets = async (filter) => (await browser.send("Target.getTargets", filter && { filter })).targetInfos;

/** Clicks the extension's icon on a page's tab, as the browser itself would: this is what grants `activeTab`. */
async function click(page) {
  const tab = (await targets([{ type: "tab" }])).find(({ url }) => url === page.url());
  await browser.send("Extensions.triggerAction", { id, targetId: tab.targetId });
}

/** The side panel, which is no page of the context: `evaluate` runs in it. */
async function panelOf() {
  let target;
  for (let tries = 0; tries < 100 && !target; tries += 1) {
    target = (await targets()).find(({ url }) => url.startsWith(`chrome-extension://${id}/panel.html`));
    if (!target) await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.ok(target, "the side panel opened");
  const { sessionId } = await browser.send("Target.attachToTarget", { targetId: target.targetId, flatten: false });
  let next = 0;
  const waiting = new Map();
  const receive = ({ sessionId: from, message }) => {
    const answer = JSON.parse(message);
    if (from === sessionId && waiting.has(answer.id)) waiting.get(answer.id)(answer);
  };
  browser.on("Target.receivedMessageFromTarget", receive);
  const send = (method, params) =>
    new Promise((resolve) => {
      next += 1;
      waiting.set(next, resolve);
      browser.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id: next, method, params }) });
    });
  const evaluate = async (run, ...args) => {
    const expression = `(${run})(...${JSON.stringify(args)})`;
    const { result, error } = await send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true, userGesture: true });
    if (error || result.exceptionDetails) throw new Error(JSON.stringify(error ?? result.exceptionDetails));
    return result.result.value;
  };
  const until = async (run, ...args) => {
    const end = Date.now() + PATIENCE;
    for (;;) {
      const value = await evaluate(run, ...args);
      if (value) return value;
      if (Date.now() > end) throw new Error(`the panel never came to ${run}; it says: ${await evaluate(() => document.body.innerText)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const close = async () => {
    browser.off("Target.receivedMessageFromTarget", receive);
    await browser.send("Target.closeTarget", { targetId: target.targetId });
  };
  return { evaluate, until, close };
}

/** Opens a page, clicks the icon and waits for the answer. */
async function checked(address) {
  // What a test that failed has left open.
  for (const { url, targetId } of await targets()) if (url.includes("/panel.html")) await browser.send("Target.closeTarget", { targetId });
  const page = await context.newPage();
  const requests = [];
  await page.goto(address);
  // What the parser itself did after the observer was there.
  for (const frame of page.frames()) await frame.evaluate(() => globalThis.changes?.splice(0));
  page.on("request", (request) => requests.push(request.url()));
  await click(page);
  const panel = await panelOf();
  await panel.until(() => document.querySelector("#clear")?.hidden === false || /不允许|does not allow/.test(document.querySelector("#status")?.textContent));
  return { page, panel, requests };
}

/** The panel speaks the browser's language, which on a bare Debian is English. */
const CONTRADICTION = /未经复议直接起诉.*(之和为 2，总计为 1|add up to 2, the 总计 is 1)/;

const FINDINGS = () => document.querySelector("gouji-checker").findings.map(({ message }) => message);

/** What a document shows of us: words by kind, with the colour that they are painted in, and outlined cells. */
const SHOWN = () => {
  const words = {};
  for (const [name, highlight] of CSS.highlights) {
    if (!name.startsWith("gouji-")) continue;
    words[name.replace(/^gouji-\d+-/, "")] = [...highlight].map((range) => range.toString().trim());
  }
  const outlined = [...document.querySelectorAll("td")].filter((cell) => getComputedStyle(cell).outlineStyle !== "none");
  return { words, outlined: outlined.map((cell) => cell.textContent.trim()) };
};
const NOTHING = { words: {}, outlined: [] };

/** Waits until a document shows what is wanted; panel and page are two processes. */
async function shows(frame, wanted) {
  await until(async () => assert.deepEqual(await frame.evaluate(SHOWN), wanted));
}

const MARKED = { words: { error: ["1", "0", "0", "1", "1"] }, outlined: ["1", "0", "0", "1", "1"] };

test("both packages ask for what the documentation says, and no more", async () => {
  const manifest = await json("chromium", "manifest.json");
  assert.equal(manifest.manifest_version, 3);
  assert.deepEqual(manifest.permissions, ["activeTab", "scripting", "sidePanel"]);
  const firefox = await json("firefox", "manifest.json");
  assert.deepEqual(firefox.permissions, ["activeTab", "scripting"]);
  assert.deepEqual(firefox.browser_specific_settings.gecko.data_collection_permissions, { required: ["none"] });
  assert.equal(firefox.sidebar_action.default_panel, "panel.html");
  for (const one of [manifest, firefox]) {
    for (const key of ["host_permissions", "optional_permissions", "optional_host_permissions", "content_scripts", "externally_connectable", "web_accessible_resources"]) {
      assert.equal(one[key], undefined, key);
    }
    assert.match(one.content_security_policy.extension_pages, /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';.*connect-src 'self';/);
    assert.notEqual(one.version, "0.0.0");
  }
  const zh = await json("chromium", "_locales/zh_CN/messages.json");
  const en = await json("chromium", "_locales/en/messages.json");
  assert.deepEqual(Object.keys(zh), Object.keys(en));
  for (const browserName of ["chromium", "firefox"]) {
    for (const name of await readdir(path.join(folder, browserName))) {
      if (!name.endsWith(".js")) continue;
      const code = await readFile(path.join(folder, browserName, name), "utf8");
      assert.equal(/setUninstallURL|XMLHttpRequest|sendBeacon|WebSocket/.test(code), false, name);
    }
  }
});

for (const address of ["/portal", "/hostile"]) {
  test(`${address}: one click marks the page and changes nothing on it; all of it goes away`, async () => {
    const { page, panel, requests } = await checked(host.origin + address);
    assert.match((await panel.evaluate(FINDINGS))[0], CONTRADICTION);
    await shows(page, MARKED);
    const painted = await page.evaluate(() => {
      const [name] = [...CSS.highlights.keys()].filter((name) => name.endsWith("-error"));
      const cell = [...document.querySelectorAll("td")].find((cell) => getComputedStyle(cell).outlineStyle !== "none");
      return [getComputedStyle(cell, `::highlight(${name})`).color, getComputedStyle(cell).outlineColor];
    });
    assert.deepEqual(painted, ["rgb(179, 38, 30)", "rgb(179, 38, 30)"]);

    // A finding that is chosen in the panel is brought into view on the page.
    await page.evaluate(() => scrollTo(0, 0));
    await panel.evaluate(() => document.querySelector("gouji-checker").focusFinding("f1"));
    await shows(page, { ...MARKED, words: { ...MARKED.words, chosen: MARKED.words.error } });
    const inView = await page.evaluate(() => {
      const [name] = [...CSS.highlights.keys()].filter((name) => name.endsWith("-chosen"));
      const box = [...CSS.highlights.get(name)][0].getBoundingClientRect();
      return box.top >= 0 && box.bottom <= innerHeight;
    });
    assert.ok(inView);

    await panel.evaluate(() => document.querySelector("#clear").click());
    await shows(page, NOTHING);
    await panel.evaluate(() => document.querySelector("#check").click());
    await shows(page, MARKED);

    // Closing the panel takes everything away as well.
    await panel.close();
    await shows(page, NOTHING);
    assert.deepEqual(await page.evaluate(() => changes), []);
    assert.deepEqual(requests, [], "the page asked for nothing");
    const seen = await page.evaluate(async () => {
      document.querySelector("td").setAttribute("data-x", "");
      await null;
      return changes;
    });
    assert.deepEqual(seen, ["attributes TD"], "the observer would have seen it");
    await page.close();
  });
}

test("frames: the one with the report is read, those of other sites are counted", async () => {
  const { page, panel } = await checked(`${host.origin}/frames`);
  assert.match((await panel.evaluate(FINDINGS))[0], CONTRADICTION);
  assert.match(await panel.evaluate(() => document.querySelector("#frames").textContent), /1 个来自其他网站的框架|^1 frames of other sites/);
  const inner = page.frames().find((frame) => frame.url().endsWith("/hostile"));
  await shows(inner, MARKED);
  await shows(page.mainFrame(), NOTHING);
  assert.deepEqual(await page.evaluate(() => changes), []);
  assert.deepEqual(await inner.evaluate(() => changes), []);
  await panel.close();
  await shows(inner, NOTHING);
  await page.close();
});

test("a phrase that contradicts the tables is marked where it stands", async () => {
  const { page, panel } = await checked(`${host.origin}/phrase`);
  const words = await until(async () => {
    const marked = (await page.evaluate(SHOWN)).words.warning ?? [];
    assert.ok(marked.some((text) => text.includes("39件")), JSON.stringify(marked));
    return marked;
  });
  assert.ok(words.every((text) => text.length < 60), "the phrase, not the page");
  assert.deepEqual(await page.evaluate(() => changes), []);
  await panel.close();
  await page.close();
});

test("a page whose policy forbids everything is checked", async () => {
  const { page, panel } = await checked(`${host.origin}/strict`);
  await shows(page, MARKED);
  await panel.close();
  await page.close();
});

test("a page that goes elsewhere is told, and is not read without a click", async () => {
  const { page, panel } = await checked(`${host.origin}/strict`);
  await page.goto(`${other.origin}/`);
  await panel.until(() => /网页已经换了|page has changed/.test(document.querySelector("#status").textContent));
  await panel.evaluate(() => document.querySelector("#check").click());
  await panel.until(() => /不允许|does not allow/.test(document.querySelector("#status").textContent));
  await panel.close();
  await page.close();
});

test("a page without a report gets the sentence for it, and no marks", async () => {
  const { page, panel } = await checked(`${host.origin}/nothing`);
  assert.equal(await panel.evaluate(() => document.querySelector("gouji-checker").result.error.code), "not_a_report");
  await shows(page, NOTHING);
  assert.deepEqual(await page.evaluate(() => changes), []);
  await panel.close();
  await page.close();
});

test("the bookmarklet marks a page, and a second click takes it away", async () => {
  const opened = await open(`${host.origin}/bookmark`);
  await opened.page.waitForFunction(() => document.querySelector("#bookmarklet").href.startsWith("javascript:"));
  const code = await opened.page.evaluate(() => decodeURIComponent(document.querySelector("#bookmarklet").href.slice("javascript:".length)));
  await opened.page.goto(`${host.origin}/portal`);
  await opened.page.evaluate(code);
  await shows(opened.page, MARKED);
  await opened.page.frameLocator("iframe").locator("gouji-checker").locator("[part~=finding] > button").first().click();
  await shows(opened.page, { ...MARKED, words: { ...MARKED.words, chosen: MARKED.words.error } });
  await opened.page.evaluate(code);
  await shows(opened.page, NOTHING);
  assert.equal(await opened.page.locator("iframe").count(), 0);
  await opened.context.close();
});
