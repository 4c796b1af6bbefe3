// embed.html in a sandboxed frame: the documentation's snippet, the protocol, and who is not listened to.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { around, open, sample, serve, snippet } from "./harness.mjs";

const SANDBOX = 'sandbox="allow-scripts allow-downloads allow-modals"';

let report;
let clean;
let host;
let stranger;

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

before(async () => {
  report = await sample("contradictions-2021");
  clean = await sample("clean-2021");
  host = await serve();
  stranger = await serve();
  const code = (await snippet("frame.md", "frame")).replace("https://cms.example.gov.cn", host.origin);
  host.pages["/"] = around(`<textarea id="content">${escaped(report)}</textarea>${code}`);
  host.pages["/bare"] = around(`<iframe id="gouji" ${SANDBOX} src="/gouji/embed.html?origin=${host.origin}&mode=edit"></iframe>`);
  host.pages["/alone"] = around(`<iframe id="gouji" ${SANDBOX} src="/gouji/embed.html"></iframe>`);
  // Pins another origin than the page that frames it.
  host.pages["/wrong"] = around(`<iframe id="gouji" ${SANDBOX} src="/gouji/embed.html?origin=${stranger.origin}"></iframe>`);
});

const inFrame = (page, selector) => page.frameLocator("#gouji").locator("gouji-checker").locator(selector);

/** Has the frame pass on the message "end": what was sent before it by the same page has then been dealt with. */
const passesOnTheEnd = (page) =>
  page.frames().find((frame) => frame.url().includes("/embed.html")).evaluate(() => {
    addEventListener("message", ({ data }) => data === "end" && parent.postMessage("end", "*"));
  });
const isOver = (page) => page.waitForFunction(() => heard.some((message) => message === "end" || message.isEnd));

/** The host's side, without the snippet: `send` gives the answer with the same id; `heard` has everything. */
async function connect(page) {
  await page.evaluate(async () => {
    globalThis.heard = [];
    const ready = new Promise((resolve) => {
      addEventListener("message", ({ source, data, ports, origin }) => {
        heard.push(data === "end" ? { isEnd: true } : { ...data, origin });
        if (source === gouji.contentWindow && data.type === "gouji:ready") resolve(ports[0]);
      });
    });
    // The frame may have been ready before anybody listened.
    const asking = setInterval(() => gouji.contentWindow.postMessage({ type: "gouji:connect", v: 1 }, "*"), 100);
    globalThis.port = await ready;
    clearInterval(asking);
    port.onmessage = ({ data }) => heard.push(data);
    let next = 0;
    globalThis.send = (message, { v = 1 } = {}) => {
      const id = (next += 1);
      port.postMessage({ v, id, ...message });
      return new Promise((resolve) => {
        const wait = setInterval(() => {
          const answer = heard.find((message) => message.id === id);
          if (answer) resolve(answer, clearInterval(wait));
        }, 10);
      });
    };
  });
}

test("the snippet checks the field, and writes a correction back into it", async () => {
  const { page, seen, context } = await open(`${host.origin}/`);
  await inFrame(page, "td.error").first().waitFor();
  const before = seen.requests.length;
  assert.match(await inFrame(page, "[part~=verdict]").textContent(), /1 处矛盾/);
  await page.waitForFunction(() => gouji.getBoundingClientRect().height > 400);
  const height = await page.frames()[1].evaluate(() => document.documentElement.getBoundingClientRect().height);
  await page.waitForFunction((height) => Math.abs(gouji.getBoundingClientRect().height - height) <= 1, height);
  await inFrame(page, "[part~=apply]").first().click();
  await page.waitForFunction((before) => content.value !== before, report);
  const value = await page.evaluate(() => content.value);
  assert.equal(value.length, report.length);
  assert.equal([...value].filter((character, index) => character !== report[index]).length, 1);
  await page.waitForFunction(() => true);
  assert.equal(seen.requests.length, before, "nothing is asked for after the start");
  assert.deepEqual(seen.errors, []);
  assert.equal(page.workers().length, 1);
  await context.close();
});

test("the protocol: content, options, findings, corrections, errors", async () => {
  const { page, seen, context } = await open(`${host.origin}/bare`);
  await connect(page);
  const send = (message, options) => page.evaluate(([message, options]) => send(message, options), [message, options]);
  const last = (type) => page.evaluate((type) => heard.filter((message) => message.type === type).at(-1), type);

  const { result, type } = await send({ type: "gouji:set-content", html: report });
  assert.deepEqual([type, result.schema, result.findings.length], ["gouji:result", "gouji/1", 1]);
  assert.deepEqual((await last("gouji:ready")).origin, "null");

  page.evaluate(() => port.postMessage({ type: "gouji:focus-finding", v: 1, finding: "f1" }));
  await page.waitForFunction(() => heard.some(({ type }) => type === "gouji:selected"));
  assert.equal((await last("gouji:selected")).finding.rule, "t4.total");

  const applied = await send({ type: "gouji:apply", repair: { changes: [{ cell: "t4.direct.total", from: 1, to: 2 }] } });
  assert.equal(applied.result.findings.length, 0);
  const changed = await last("gouji:changed");
  assert.deepEqual(changed.edits, [{ cell: "t4.direct.total", from: 1, to: 2 }]);
  assert.equal(changed.html.length, report.length);

  page.evaluate(() => port.postMessage({ type: "gouji:set-options", v: 1, lang: "en", theme: "dark", mode: "read" }));
  const english = await send({ type: "gouji:set-content", html: report });
  assert.match(english.result.findings[0].message, /add up/);
  assert.equal(await inFrame(page, "textarea").isVisible(), false);

  const none = await send({ type: "gouji:set-content", text: "no report" });
  assert.equal(none.result.error.code, "not_a_report");

  for (const [message, options] of [
    [{ type: "gouji:set-content" }],
    [{ type: "gouji:set-content", html: 7 }],
    [{ type: "gouji:set-content", html: clean }, { v: 2 }],
    [{ type: "gouji:set-options", theme: "pink" }],
    [{ type: "gouji:apply", repair: { changes: [{ cell: 3, to: "x" }] } }],
    [{ type: "gouji:apply", repair: -1 }],
    [{ type: "gouji:focus-finding", finding: "f99" }],
    [{ type: "constructor" }],
    [{ type: "toString" }],
    [{ type: { toString: 1 } }],
    [{}],
  ]) {
    const answer = await send(message, options);
    assert.deepEqual([answer.type, answer.code], ["gouji:error", "bad_message"], JSON.stringify(message));
  }
  assert.deepEqual(seen.errors, []);
  await context.close();
});

test("whatever is sent is answered, also what is no JSON", async () => {
  const { page, seen, context } = await open(`${host.origin}/bare`);
  await connect(page);
  const answers = await page.evaluate(async () => {
    const cyclic = { type: "gouji:set-content", v: 1 };
    cyclic.html = cyclic;
    const strange = [7n, null, undefined, "x", true, [], [7n], cyclic, new Map([[1, 2n]]), new Date(NaN), new ArrayBuffer(8), /x/, new Error("x"), NaN];
    const messages = [
      ...strange,
      ...strange.map((type) => ({ v: 1, type })),
      ...strange.map((v) => ({ v, type: "gouji:set-content", html: "x" })),
      ...strange.filter((html) => typeof html !== "string").map((html) => ({ v: 1, type: "gouji:set-content", html: html ?? 7n })),
      ...strange.map((finding) => ({ v: 1, type: "gouji:focus-finding", finding: finding ?? cyclic })),
      ...strange.map((repair) => ({ v: 1, type: "gouji:apply", repair })),
      ...strange.map((id) => ({ v: 1, id, type: "gouji:none" })),
    ];
    const errors = () => heard.filter(({ type }) => type === "gouji:error");
    for (const message of messages) port.postMessage(message);
    for (let wait = 0; wait < 100 && errors().length < messages.length; wait += 1) await new Promise((resolve) => setTimeout(resolve, 50));
    return { sent: messages.length, codes: errors().map(({ code }) => code), ids: errors().map(({ id }) => typeof id) };
  });
  assert.equal(answers.codes.length, answers.sent);
  assert.deepEqual([...new Set(answers.codes)], ["bad_message"]);
  assert.ok(answers.ids.every((kind) => ["object", "string"].includes(kind)));
  assert.deepEqual(seen.errors, []);
  await context.close();
});

test("nobody else is listened to, and nobody else is told", async () => {
  const { page, context } = await open(`${host.origin}/wrong`, {
    init: () => {
      globalThis.heard = [];
      addEventListener("message", ({ data }) => heard.push(data));
    },
  });
  await inFrame(page, "textarea").waitFor();
  await passesOnTheEnd(page);
  await page.evaluate((html) => {
    for (const message of [{ type: "gouji:connect", v: 1 }, { type: "gouji:set-content", v: 1, id: 1, html }, "end"]) gouji.contentWindow.postMessage(message, "*");
  }, report);
  await isOver(page);
  assert.deepEqual(await page.evaluate(() => heard), ["end"]);
  assert.equal(await page.frameLocator("#gouji").locator("gouji-checker").evaluate((checker) => checker.value), "");
  await context.close();
});

test("a sibling frame of the right origin is no host", async () => {
  host.pages["/sibling"] = around(`<script>parent.gouji.contentWindow?.postMessage({ type: "gouji:connect", v: 1 }, "*"); parent.gouji.contentWindow?.postMessage("end", "*")</script>`);
  const { page, context } = await open(`${host.origin}/bare`);
  await connect(page);
  await passesOnTheEnd(page);
  await page.evaluate(() => {
    heard.length = 0;
    const frame = document.createElement("iframe");
    frame.src = "/sibling";
    document.body.append(frame);
  });
  await isOver(page);
  assert.deepEqual(await page.evaluate(() => heard.filter(({ type }) => type === "gouji:ready")), []);
  await context.close();
});

test("without a host it is a checker for pasting, and can reach nobody", async () => {
  const { page, seen, context } = await open(`${host.origin}/alone`);
  await inFrame(page, "textarea").evaluate((field, html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, composed: true, cancelable: true }));
  }, report);
  await inFrame(page, "td.error").first().waitFor();
  assert.deepEqual(seen.errors, []);
  const before = host.seen.length;
  const refused = await page.frames()[1].evaluate(async (origin) => {
    const outcomes = {};
    const image = (address) => new Promise((resolve) => {
      const element = new Image();
      element.onload = () => resolve("loaded");
      element.onerror = () => resolve("refused");
      element.src = address;
    });
    outcomes.fetch = await fetch(`${origin}/spy`).then(() => "loaded", () => "refused");
    outcomes.image = await image(`${origin}/spy.png`);
    outcomes.socket = await new Promise((resolve) => {
      try {
        const socket = new WebSocket(origin.replace("http", "ws"));
        socket.onerror = () => resolve("refused");
        socket.onopen = () => resolve("loaded");
      } catch {
        resolve("refused");
      }
    });
    outcomes.beacon = navigator.sendBeacon(`${origin}/spy`) ? "maybe" : "refused";
    try {
      localStorage.setItem("a", "b");
      outcomes.storage = "stored";
    } catch {
      outcomes.storage = "refused";
    }
    return outcomes;
  }, host.origin);
  assert.deepEqual({ ...refused, beacon: "" }, { fetch: "refused", image: "refused", socket: "refused", storage: "refused", beacon: "" });
  assert.deepEqual(host.seen.slice(before), []);
  await context.close();
});
