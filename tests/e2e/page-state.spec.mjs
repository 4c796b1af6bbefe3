// One report, one state: what is shown belongs to what is in the box, what was done to it stays with it, replacing it is a step
// back, and nothing waits for ever.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { allCells, newPage, openPage, openSample, pasteEvent, setting, until, url, withPage } from "./harness.mjs";

const sample = (name) => readFileSync(new URL(`../../crates/app/samples/${name}.html`, import.meta.url), "utf8");
const broken = sample("contradictions-2021");
const clean = sample("clean-2021");
const docx = readFileSync(new URL("../fixtures/files/libreoffice.docx", import.meta.url));

const cell = (page, id) => page.locator(`[data-cell="${id}"]`);
const value = (page, id) => cell(page, id).locator(".value").innerText();
const focused = (page) => page.evaluate(() => document.activeElement?.closest("[data-cell]")?.dataset.cell ?? document.activeElement?.id);
const yearOf = (html, by) => html.replaceAll(/20(\d\d)(?=年)/g, (year) => String(Number(year) + by));
const files = (...named) => named.map(([name, text]) => ({ name, mimeType: "", buffer: Buffer.from(text) }));
const verdict = (page) => page.locator("#verdict").innerText();

/** Lets files go over the page, as a person drops them. */
async function drop(page, given) {
  const bytes = given.map(({ name, buffer }) => [name, buffer.toString("base64")]);
  await page.evaluate((given) => {
    const dataTransfer = new DataTransfer();
    for (const [name, bytes] of given) dataTransfer.items.add(new File([Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0))], name));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, bytes);
}

async function mend(page) {
  await allCells(page);
  await cell(page, "t4.direct.total").focus();
  await page.keyboard.type("2");
  await page.keyboard.press("Enter");
  await until(async () => assert.match(await verdict(page), /没有发现矛盾/));
}

test("a correction is not carried over to a text that is typed in its place", withPage(async ({ page }) => {
  await pasteEvent(page, "#source", { html: broken });
  await page.locator("#verdict").waitFor();
  await mend(page);
  await setting(page, "#edit-source");
  await page.locator("#source").fill(broken.replaceAll("青槐县", "绿柳县"));
  await page.locator(".subject-name").filter({ hasText: "绿柳县" }).waitFor();
  await until(async () => assert.match(await verdict(page), /1 处矛盾/));
  await page.getByRole("button", { name: "恢复上一份内容" }).click();
  await page.locator(".subject-name").filter({ hasText: "青槐县" }).waitFor();
  await until(async () => assert.equal(await value(page, "t4.direct.total"), "2"));
}));

test("what is ignored in one report hides nothing in another of the same text", withPage(async ({ page }) => {
  await pasteEvent(page, "#source", { html: broken + broken.replaceAll("青槐县", "绿柳县").replace("14407", "407") });
  await page.locator("#finding-0").click();
  await page.getByRole("button", { name: "忽略本次全部同类" }).click();
  await until(async () => assert.doesNotMatch(await verdict(page), /1 处矛盾/));
  await page.locator(".reports button").nth(1).click();
  await page.locator(".subject-name").filter({ hasText: "绿柳县" }).waitFor();
  await until(async () => assert.match(await verdict(page), /1 处矛盾/));
  await page.locator(".reports button").nth(0).click();
  await until(async () => assert.match(await verdict(page), /您忽略了 1 条/));
}));

/** Holds what asks for `address` back until it is let go. */
async function hold(context, address) {
  let go;
  const held = new Promise((resolve) => (go = resolve));
  await context.route(address, async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  return go;
}

test("a parent is not judged beside a part of its members", async () => {
  const { context, page } = await openPage();
  const go = await hold(context, "**/opener-*.js");
  const given = files(["汇总.html", clean], ["甲.html", clean], ["乙.docx", ""]);
  given[2].buffer = docx;
  await page.locator("input.choose-file").setInputFiles(given);
  await page.getByRole("radio", { name: /汇总\.html/ }).check();
  await page.getByRole("button", { name: "汇总.html" }).click();
  await page.locator("#verdict").waitFor();
  await until(async () => assert.match(await page.locator("#files tbody tr").nth(2).textContent(), /正在读取/));
  await until(async () => assert.equal(await page.locator(".finding[data-rule^='group.']").count(), 0));
  go();
  await page.locator("#members").filter({ hasText: "2 个成员单位" }).waitFor();
  await page.locator(".finding[data-rule^='group.']").first().waitFor({ state: "attached" });
  await context.close();
});

test("last year's file disturbs no list that is being read", async () => {
  const { context, page } = await openPage();
  await openSample(page, 0);
  await page.locator("#toggle-prior").click();
  const go = await hold(context, "**/opener-*.js");
  const given = files(["甲.docx", ""], ["乙.html", clean]);
  given[0].buffer = docx;
  await drop(page, given);
  await page.locator("#files tbody tr").first().filter({ hasText: "正在读取" }).waitFor();
  await page.locator("input.choose-prior").setInputFiles({ name: "去年.docx", mimeType: "", buffer: docx });
  go();
  await page.locator("[data-make='list-csv']").waitFor();
  await until(async () => assert.equal(await page.locator("#files td.refused").count(), 0));
  await page.locator(".prior .folded").waitFor();
  await context.close();
});

test("of two choices of last year's file the last counts, however slow the first", async () => {
  const { context, page } = await openPage();
  await openSample(page, 0);
  await page.locator("#toggle-prior").click();
  const go = await hold(context, "**/opener-*.js");
  await page.locator("input.choose-prior").setInputFiles({ name: "先.docx", mimeType: "", buffer: docx });
  await page.locator("input.choose-prior").setInputFiles({ name: "后.html", mimeType: "", buffer: Buffer.from(yearOf(broken, -1)) });
  const name = page.locator(".prior .folded p");
  await name.filter({ hasText: "2022" }).waitFor();
  const answered = page.waitForEvent("requestfinished", (request) => /gouji-opener-.*_bg\.wasm$/.test(request.url()));
  go();
  await answered;
  // Whatever is said after this file was read, is said after the first.
  await drop(page, [{ name: "三.docx", buffer: docx }]);
  await page.locator(".folded-about", { hasText: "三.docx" }).waitFor();
  await page.keyboard.press("Control+z");
  await name.filter({ hasText: "2022" }).waitFor();
  await context.close();
});

test("what is typed into a listed file and changed in it is there when it is opened again", withPage(async ({ page }) => {
  await page.locator("input.choose-file").setInputFiles(files(["甲.html", broken], ["乙.html", clean]));
  await page.locator("[data-make='list-csv']").waitFor();
  await page.getByRole("button", { name: "甲.html" }).click();
  await setting(page, "#edit-source");
  await page.locator("#source").fill(broken.replaceAll("青槐县", "绿柳县"));
  await page.locator(".subject-name").filter({ hasText: "绿柳县" }).waitFor();
  await mend(page);
  for (const leave of [page.getByRole("button", { name: "乙.html" }), page.getByRole("button", { name: /换一份年报|清空/ })]) {
    await leave.click();
    await page.locator(".subject-name").filter({ hasText: "绿柳县" }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "甲.html" }).click();
    await page.locator(".subject-name").filter({ hasText: "绿柳县" }).waitFor();
    await until(async () => assert.equal(await value(page, "t4.direct.total"), "2"));
  }
}));

/** The page with another script in its worker's place. */
async function withWorker(script, body) {
  const { context, page } = await newPage();
  await context.route("**/checker-*.js", (route) => route.fulfill({ contentType: "text/javascript", body: script }));
  await page.goto(url);
  await page.waitForSelector("html[data-ready]", { state: "attached" });
  await body(page);
  await context.close();
}

const ready = 'addEventListener("message", () => postMessage("ready"), { once: true });';
for (const [what, script] of [["says nothing", ""], ["is ready and never begins", ready]]) {
  test(`a worker that ${what} is noticed, and said`, () =>
    withWorker(script, async (page) => {
      await pasteEvent(page, "#source", { html: broken });
      await page.locator(".finding[data-rule='t4.total']").waitFor();
      await page.locator("#alone").filter({ hasText: "没有回应" }).waitFor();
    }));
}

test("a document that was replaced comes back with Ctrl+Z, with all that belonged to it; the page says so in view", withPage(async ({ page }) => {
  await openSample(page, 0);
  await mend(page);
  for (const [leave, away] of [
    [() => pasteEvent(page, "body", { html: clean.replaceAll("青槐县", "绿柳县") }), () => page.locator(".verdict-clean").waitFor()],
    [() => drop(page, files(["乙.html", yearOf(clean, -5)])), () => page.locator(".folded-about", { hasText: "乙.html" }).waitFor()],
    [() => page.getByRole("button", { name: "换一份年报" }).click(), () => page.locator("#verdict").waitFor({ state: "detached" })],
  ]) {
    await leave();
    await away();
    await until(async () => assert.match(await page.locator("#notice").innerText(), /修改过(的)? ?1? ?的? ?1 个单元格/));
    const { y } = await page.locator("#notice").boundingBox();
    assert.ok(y >= 0 && y < page.viewportSize().height, `the line is in view: ${y}`);
    await page.keyboard.press("Control+z");
    await until(async () => assert.equal(await value(page, "t4.direct.total"), "2"));
    await until(async () => assert.match(await page.locator(".folded-about").innerText(), /示例/));
  }
}, { viewport: { width: 1366, height: 625 } }));

test("Ctrl+Z in the empty box brings back what was there, and in a box with text takes back its own typing", withPage(async ({ page }) => {
  await openSample(page, 0);
  await mend(page);
  await page.getByRole("button", { name: "换一份年报" }).click();
  await page.locator("#verdict").waitFor({ state: "detached" });
  await page.locator("#source").focus();
  await until(async () => assert.equal(await page.locator("#source").inputValue(), ""));
  await page.keyboard.press("Control+z");
  await until(async () => assert.equal(await value(page, "t4.direct.total"), "2"));
  await page.getByRole("button", { name: "换一份年报" }).click();
  await page.locator("#verdict").waitFor({ state: "detached" });
  await page.locator("#source").focus();
  await page.keyboard.type("甲");
  await page.keyboard.press("Control+z");
  await until(async () => assert.equal(await page.locator("#source").inputValue(), ""));
  await until(async () => assert.equal(await page.locator("#verdict").count(), 0, "the document is not back"));
}));

test("a figure typed over an uncertain cell settles it; F2 and a click elsewhere do not", withPage(async ({ page }) => {
  await pasteEvent(page, "#source", { text: readFileSync(new URL("../fixtures/dropped-blanks/report.txt", import.meta.url), "utf8") });
  await page.locator("#verdict").waitFor();
  await allCells(page);
  const uncertain = page.locator("td.cell-ambiguous");
  const count = await uncertain.count();
  assert.ok(count > 0);
  const id = await uncertain.first().getAttribute("data-cell");
  await cell(page, id).focus();
  await page.keyboard.press("F2");
  await page.locator(`[data-cell="${id}"] input`).waitFor();
  await page.locator(".brand").click();
  await page.locator(`[data-cell="${id}"] input`).waitFor({ state: "detached" });
  await until(async () => assert.equal(await uncertain.count(), count));
  await cell(page, id).focus();
  await page.keyboard.type("7");
  await page.keyboard.press("Enter");
  await until(async () => assert.equal(await value(page, id), "7"));
  await until(async () => assert.equal(await page.locator(`td.cell-ambiguous[data-cell="${id}"]`).count(), 0));
  await page.keyboard.press("Control+z");
  await until(async () => assert.equal(await uncertain.count(), count));
}));

test("leaving asks while something is changed, and only then", async () => {
  const { context, page } = await openPage();
  let asked = 0;
  page.on("dialog", async (dialog) => {
    asked += 1;
    await dialog.accept();
  });
  const wouldAsk = () => page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
  /** Whether leaving asks, once the page has answered what it was asked before: it listens a moment after it has drawn. */
  const leave = async (asks) => {
    await until(async () => assert.equal(await wouldAsk(), asks));
    asked = 0;
    await page.reload();
    await page.waitForSelector("html[data-ready][data-warm]", { state: "attached" });
    return asked;
  };
  await openSample(page, 0);
  await until(async () => assert.equal(await leave(false), 0, "a sample is there again for a click"));
  await openSample(page, 0);
  await mend(page);
  await page.keyboard.press("Control+z");
  await until(async () => assert.match(await verdict(page), /1 处矛盾/));
  await until(async () => assert.equal(await leave(false), 0, "what was changed was taken back"));
  await openSample(page, 0);
  await mend(page);
  await until(async () => assert.equal(await leave(true), 1));
  await context.close();
});

test("a neighbouring year of the same organ is offered as last year's, whichever came first", withPage(async ({ page }) => {
  for (const years of [[0, -1], [-1, 0]]) {
    for (const year of years) {
      await pasteEvent(page, "body", { html: yearOf(broken, year) });
      await page.locator(".subject", { hasText: `${2023 + year} 年度` }).waitFor();
    }
    await page.locator("#offer").getByRole("button", { name: "作为上年对照" }).click();
    await page.locator(".prior .folded p").filter({ hasText: "2022" }).waitFor();
    await until(async () => assert.match(await page.locator(".subject").innerText(), /2023 年度/));
    await page.getByRole("button", { name: "换一份年报" }).click();
  }
}));

test("a click keeps the cell: what is typed replaces its figure; a double click and F2 select it; Enter and Escape", withPage(async ({ page }) => {
  await openSample(page, 1);
  const { keyboard } = page;
  const id = "t3.received.natural";
  await cell(page, id).click();
  await page.locator("#detail").waitFor();
  await until(async () => assert.equal(await focused(page), id));
  await keyboard.type("39");
  await keyboard.press("Enter");
  await until(async () => assert.equal(await value(page, id), "39"));
  for (const open of [() => cell(page, id).dblclick(), () => cell(page, id).focus().then(() => keyboard.press("F2"))]) {
    await open();
    await until(async () => assert.equal(await page.evaluate(() => getSelection().toString() || document.activeElement.value), "39"));
    await keyboard.type("38");
    await keyboard.press("Enter");
    await until(async () => assert.equal(await value(page, id), "38"));
    await cell(page, id).focus();
    await keyboard.type("39");
    await keyboard.press("Enter");
    await until(async () => assert.equal(await value(page, id), "39"));
  }
  // The keyboard comes back to the cell a moment after its figure is written.
  await until(async () => {
    await cell(page, id).focus();
    await keyboard.press("Enter");
    await page.locator(".relation").first().waitFor();
    await page.waitForTimeout(200);
    assert.match(await page.evaluate(() => document.activeElement.className), /relation/);
  });
  await keyboard.press("Escape");
  await until(async () => assert.equal(await focused(page), id));
}));

test("a kept draft comes back whole", withPage(async ({ page, seen }) => {
  await pasteEvent(page, "#source", { html: broken + broken.replaceAll("青槐县", "绿柳县").replace("14407", "407") });
  await page.locator("#verdict").waitFor();
  await page.locator("#toggle-prior").click();
  await pasteEvent(page, "#prior-source", { html: yearOf(broken, -1) });
  await page.locator(".prior .folded").waitFor();
  await page.locator("#finding-0").click();
  await page.getByRole("button", { name: "仅忽略这一处" }).click();
  await page.locator(".reports button").nth(1).click();
  await page.locator(".subject-name").filter({ hasText: "绿柳县" }).waitFor();
  await allCells(page);
  await cell(page, "t4.review.total").focus();
  await page.keyboard.type("9");
  await page.keyboard.press("Enter");
  await setting(page, "#keep-draft");
  await page.reload();
  await page.waitForSelector("html[data-ready][data-warm]", { state: "attached" });
  seen.requests.length = 0;
  await page.getByRole("button", { name: "打开草稿" }).click();
  await page.locator(".subject-name").filter({ hasText: "绿柳县" }).waitFor();
  await until(async () => assert.equal(await value(page, "t4.review.total"), "9"));
  await page.locator(".prior .folded p").filter({ hasText: "2022" }).waitFor();
  await page.locator(".reports button").nth(0).click();
  await until(async () => assert.match(await verdict(page), /您忽略了 1 条/));
}));
