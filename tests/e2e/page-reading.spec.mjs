// Reading in a worker: the page stays awake, a check can be stopped, and whatever becomes of the worker the page has an answer
// and the text.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { allCells, isWorker, newPage, pasteEvent, setting, until, url, withPage } from "./harness.mjs";

const broken = readFileSync(new URL("../../crates/app/samples/contradictions-2021.html", import.meta.url), "utf8");

/** The page with another script in its worker's place; none: it is not there. `started` counts its workers. */
async function withWorker(script, body) {
  const { context, page } = await newPage();
  let workers = 0;
  await context.route("**/checker-*.js", (route) => {
    workers += 1;
    return script === undefined ? route.abort() : route.fulfill({ contentType: "text/javascript", body: script });
  });
  await page.goto(url);
  await page.waitForSelector("html[data-ready]", { state: "attached" });
  try {
    await body(page, () => workers);
  } finally {
    await context.close();
  }
}

/** Begins, and is never done. */
const silent = `let ready = false; addEventListener("message", ({ data }) => {
  if (ready) postMessage([data[0]]);
  else { ready = true; postMessage("ready"); }
});`;
const slow = `let ready = false; addEventListener("message", ({ data }) => {
  if (ready) setTimeout(() => postMessage([data[0], null]), 150);
  else { ready = true; postMessage("ready"); }
});`;
const stopping = `let ready = false; addEventListener("message", () => {
  if (ready) setTimeout(() => { throw new Error("stopped"); });
  else { ready = true; postMessage("ready"); }
});`;

test("while a check goes on the page answers; stopped, it keeps the text, and checks it again", () =>
  withWorker(silent, async (page, started) => {
    await pasteEvent(page, "#source", { html: broken });
    const stop = page.getByRole("button", { name: "停止核对" });
    await stop.waitFor();
    await page.keyboard.press("?");
    await page.locator("#help").waitFor();
    await page.keyboard.press("Escape");
    await stop.click();
    await page.locator("#check-again").waitFor();
    await until(async () => assert.equal(await page.evaluate(() => document.activeElement.id), "check-again"));
    await until(async () => assert.match(await page.locator("#live").innerText(), /核对已停止/));
    await until(async () => assert.equal(await page.locator("#verdict").count(), 0, "what was not checked has no verdict"));
    await setting(page, "#edit-source");
    await until(async () => assert.match(await page.locator("#source").inputValue(), /青槐县/));
    await until(() => assert.equal(started(), 2, "a worker that does not come back is replaced"));
    await page.locator("#check-again").click();
    await stop.waitFor();
  }));

test("a check that is given up and soon done costs no new worker", () =>
  withWorker(slow, async (page, started) => {
    await pasteEvent(page, "#source", { html: broken });
    await pasteEvent(page, "body", { html: broken.replace("青槐县", "绿柳县") });
    // This worker gives no report, but it was asked the second time, and answered.
    await page.locator(".failure").filter({ hasText: "出错停止了" }).waitFor();
    // The grace of the first is over before a third is answered by the same worker.
    for (const name of ["红枫县", "蓝桥县", "紫竹县"]) {
      await page.locator("#source").fill("");
      await pasteEvent(page, "#source", { html: broken.replace("青槐县", name) });
      await page.locator(".failure").filter({ hasText: "出错停止了" }).waitFor();
    }
    assert.equal(started(), 1);
  }));

test("no answer to another document is in view while the next is read", withPage(async ({ page }) => {
  await pasteEvent(page, "#source", { html: broken });
  await page.locator("#verdict").waitFor();
  await allCells(page);
  // What is drawn is noted, frame by frame.
  await page.evaluate(() => {
    globalThis.drawn = [];
    new MutationObserver(() => drawn.push(document.querySelector(".subject-name")?.textContent ?? "")).observe(document.querySelector("main"), { childList: true, subtree: true, characterData: true });
  });
  await pasteEvent(page, "body", { html: broken.replaceAll("青槐县", "绿柳县") });
  await page.locator(".subject-name").filter({ hasText: "绿柳县" }).waitFor();
  await until(async () => assert.equal(await page.locator("#result").getAttribute("aria-busy"), "false"));
  assert.deepEqual((await page.evaluate(() => drawn)).filter((name) => name.includes("青槐县")), []);
}));

test("a worker that stops over a text is said, the text is kept, and the next text gets a new worker", async () => {
  await withWorker(stopping, async (page) => {
    await pasteEvent(page, "#source", { html: broken });
    await page.locator(".failure").filter({ hasText: "出错停止了" }).waitFor();
    await until(async () => assert.match(await page.locator("#source").inputValue(), /青槐县/));
    await page.context().unroute("**/checker-*.js");
    await page.evaluate(() => document.querySelector("#source").select());
    await pasteEvent(page, "#source", { html: broken });
    await page.locator(".failure").filter({ hasText: "出错停止了" }).waitFor();
  });
});

for (const [name, script] of Object.entries({ "not there": undefined, "refused": 'throw new Error("refused")' })) {
  test(`a worker that is ${name} is not needed: the page parses on its own thread`, () =>
    withWorker(script, async (page) => {
      await pasteEvent(page, "#source", { html: broken });
      await page.locator(".finding[data-rule='t4.total']").waitFor();
      await until(async () => assert.equal(await (await allCells(page)).count(), 200));
      await page.locator("#toggle-source-view").click();
      await page.locator(".source-text p").first().waitFor();
    }));
}

/** HTML of about that many million characters. */
const long = (millions) => `<p>目录</p>${"<p>链接 一二三四五六七八九十</p>".repeat(millions * 50_000)}`;

/** Puts so much on the clipboard and pastes it, inside the page: through the protocol it would take seconds. */
const pasteLong = (page, html) =>
  page.evaluate((html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, html);

test("six million characters: stopped midway, they are folded, and can be checked again", () =>
  withWorker(silent, async (page) => {
    await pasteLong(page, long(6));
    await page.getByRole("button", { name: "停止核对" }).click();
    await page.locator("#check-again").waitFor();
    await until(async () => assert.match(await page.locator(".folded-about").innerText(), /\d{7} 个字符/));
  }));

test("beyond the limits of elements and of bytes the answer says so, and the page is as before", withPage(async ({ page }) => {
  await pasteLong(page, long(6));
  await page.locator(".failure").waitFor();
  await page.locator("#long").waitFor();
  await pasteLong(page, long(10));
  await page.locator(".failure").filter({ hasText: "20兆字节" }).waitFor();
  await page.locator("#long").waitFor();
  await until(async () => assert.equal(await page.locator("#source").inputValue(), "", "a field with so much in it would hold the page up"));
  await page.locator("#source").fill("");
  await pasteEvent(page, "#source", { html: broken });
  await page.locator(".finding[data-rule='t4.total']").waitFor();
}, { expected: isWorker }));

test("ten thousand cells are read as what they are", withPage(async ({ page }) => {
  const row = `<tr>${"<td>1</td>".repeat(40)}</tr>`;
  await pasteEvent(page, "#source", { html: broken.replace("</body>", `<table>${row.repeat(250)}</table></body>`) });
  await page.locator(".finding[data-rule='t4.total']").waitFor();
  await until(async () => assert.equal(await (await allCells(page)).count(), 200));
  await pasteEvent(page, "body", { html: `<table>${row.repeat(250)}</table>` });
  await page.locator(".failure").waitFor();
}));
