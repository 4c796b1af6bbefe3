// What leaves the page: a table on the clipboard, files, a review note. Files are opened again by the page itself.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { allCells, launch, openSample, paste, setting, until, url, withPage } from "./harness.mjs";

const allValues = async (page) =>
  (await allCells(page)).evaluateAll((all) => Object.fromEntries(all.map((one) => [one.dataset.cell, one.querySelector(".value").textContent])));

async function download(page, button) {
  if (!(await page.locator(".out").evaluate((out) => out.open))) await page.locator(".out > summary").click();
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator(button).click()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

async function change(page, id, text) {
  await page.locator(`[data-cell="${id}"]`).focus();
  await page.keyboard.press("F2");
  await page.locator(".editor").fill(text);
  await page.keyboard.press("Enter");
}

test("a copied table has its borders and merged cells, and nothing that an editor drops", withPage(async ({ page }) => {
  await openSample(page, 1);
  await change(page, "t3.granted.research", "/");
  // What the page puts on the clipboard, before a browser cleans it.
  await page.evaluate(() => {
    const { setData } = DataTransfer.prototype;
    DataTransfer.prototype.setData = function (kind, text) {
      if (kind === "text/html") globalThis.copied = text;
      return setData.call(this, kind, text);
    };
  });
  await page.locator("[data-copy='t3']").click();
  await until(async () => assert.match(await page.locator("#live").innerText(), /已复制“三、收到和处理/));
  const raw = await page.evaluate(() => globalThis.copied);
  const tags = raw.match(/<t[dh]\b[^>]*>/g);
  assert.ok(tags.length > 175, raw);
  assert.deepEqual(tags.filter((tag) => !/style="border:1px solid #000;/.test(tag)), []);
  assert.match(raw, /<table border="1" cellspacing="0" cellpadding="0" style="border-collapse:collapse/);
  assert.doesNotMatch(raw, /\s(class|id|data-[\w-]+|href|src)=|https?:|<script/);
  // Looked at in a page without a policy, which would complain of the styles that the copy must have.
  const editor = await page.context().newPage();
  const address = new URL("e2e/editor.html", url).href;
  await editor.route(address, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: "<div contenteditable></div>" }));
  await editor.goto(address);
  const copied = await editor.evaluate(async () => {
    const kinds = {};
    for (const item of await navigator.clipboard.read()) {
      for (const kind of item.types) kinds[kind] = await (await item.getType(kind)).text();
    }
    return kinds;
  });
  await editor.locator("[contenteditable]").focus();
  await editor.keyboard.press("ControlOrMeta+V");
  const found = await editor.evaluate(() => {
    const table = document.querySelector("[contenteditable] table");
    const cells = [...table.querySelectorAll("th, td")];
    return {
      rows: table.rows.length,
      borders: cells.every((cell) => getComputedStyle(cell).borderTopStyle === "solid"),
      merged: table.querySelectorAll("[rowspan]").length,
      marked: cells.filter((cell) => cell.className || cell.id || Object.keys(cell.dataset).length).length,
    };
  });
  await editor.close();
  await page.bringToFront();
  assert.deepEqual(found, { rows: 28, borders: true, merged: 8, marked: 0 });
  const lines = copied["text/plain"].split(/\r?\n/);
  assert.equal(lines.length, 28);
  assert.match(lines.find((line) => line.includes("（一）予以公开")), /\t\/\t/);
  const before = await allValues(page);
  // Back into the page, as rich content: the same table.
  await page.getByRole("button", { name: "换一份年报" }).click();
  await paste(page, "#source", { html: copied["text/html"], text: copied["text/plain"] });
  await page.locator(".form-t3").waitFor();
  const after = await allValues(page);
  for (const id of Object.keys(after)) assert.equal(after[id], before[id], id);
  assert.equal(Object.keys(after).length, 175);
}));

test("copying works where the page may not use the clipboard interface, and never claims what did not happen", withPage(async ({ page }) => {
  await openSample(page, 0);
  await page.evaluate(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
    document.execCommand = () => false;
  });
  await page.locator("[data-copy='t4']").click();
  await until(async () => assert.match(await page.locator("#notice").innerText(), /不允许复制/));
  await until(async () => assert.doesNotMatch(await page.locator("#live").innerText(), /已复制/));
  await page.evaluate(() => delete document.execCommand);
  await page.locator("[data-copy='t4']").click();
  await until(async () => assert.match(await page.locator("#live").innerText(), /已复制/));
}));

test("on plain http, under a name that is no loopback's, a copied table arrives; where it does not, that is said", async () => {
  const browser = await chromium.launch({
    executablePath: process.env.GOUJI_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP plain.test 127.0.0.1"],
  });
  try {
    const address = new URL(url);
    address.hostname = "plain.test";
    const page = await (await browser.newContext({ locale: "zh-CN" })).newPage();
    await page.goto(address.href);
    await page.waitForSelector("html[data-ready][data-warm]", { state: "attached" });
    assert.deepEqual(await page.evaluate(() => [isSecureContext, typeof navigator.clipboard]), [false, "undefined"]);
    await openSample(page, 0);
    await page.locator("[data-copy='t4']").click();
    await until(async () => assert.match(await page.locator("#live").innerText(), /已复制“四、/));
    const editor = await page.context().newPage();
    const blank = new URL("e2e/editor.html", address).href;
    await editor.route(blank, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: "<div contenteditable></div>" }));
    await editor.goto(blank);
    await editor.locator("[contenteditable]").focus();
    await editor.keyboard.press("ControlOrMeta+V");
    await until(async () => assert.equal(await editor.locator("[contenteditable] td, [contenteditable] th").filter({ hasText: "结果维持" }).count(), 3));
    await editor.close();
    // The control: a browser that refuses.
    await page.bringToFront();
    await page.evaluate(() => { document.execCommand = () => false; });
    await page.locator("[data-copy='t3']").click();
    await until(async () => assert.match(await page.locator("#notice").innerText(), /不允许复制/));
    await until(async () => assert.doesNotMatch(await page.locator("#live").innerText(), /已复制“三、/));
  } finally {
    await browser.close();
  }
});

for (const ending of ["docx", "xlsx", "html"]) {
  test(`the corrected tables as .${ending} are read back as they were`, withPage(async ({ page, seen }) => {
    await openSample(page, 0);
    await change(page, "t4.direct.total", "2");
    await change(page, "t3.denied.state_secret.business", "—");
    const before = await allValues(page);
    const { name, bytes } = await download(page, `[data-make='年报表格-${ending}']`);
    assert.match(name, new RegExp(`年报表格\\.${ending}$`));
    await page.getByRole("button", { name: "换一份年报" }).click();
    await page.locator("input.choose-file").setInputFiles({ name, mimeType: "", buffer: bytes });
    await page.locator("#verdict").waitFor();
    // The tables alone: that the other sections are missing is said.
    await until(async () => assert.match(await page.locator("#verdict").innerText(), /没有发现矛盾|表内相符/));
    assert.deepEqual(await allValues(page), before);
    // The readers of docx and xlsx are the page's own files.
    seen.requests.splice(0, seen.requests.length, ...seen.requests.filter((request) => !/opener/.test(request)));
  }));
}

test("the review note as .docx, .csv and .json says what the page says", withPage(async ({ page }) => {
  await openSample(page, 0);
  const csv = (await download(page, "[data-make='年报核对单-csv']")).bytes.toString("utf8");
  assert.ok(csv.startsWith("\ufeff类别,规则,内容,等式,差,处理\r\n"), csv);
  assert.match(csv, /矛盾,第四部分：各项合计,.*结果维持 1 \+ 尚未审结 1 = 2 ≠ 总计 1/);
  const json = JSON.parse((await download(page, "[data-make='年报核对单-json']")).bytes.toString("utf8"));
  assert.equal(json.schema, "gouji/1");
  assert.deepEqual(json.findings.map(({ rule }) => rule), ["t4.total"]);
  assert.equal(json.coverage.equations_checked, 44);
  const docx = (await download(page, "[data-make='年报核对单-docx']")).bytes.toString("utf8");
  for (const words of ["核对单", "1 处矛盾", "行政诉讼（未经复议直接起诉）"]) assert.ok(docx.includes(words), words);
}));

const folder = mkdtempSync(join(tmpdir(), "gouji-note-"));
after(() => rmSync(folder, { recursive: true }));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Two contradictions, one of them ignored, a changed cell, a figure that is none, and a figure of the prose that differs. */
async function makeTrouble(page) {
  await openSample(page, 0);
  await change(page, "t4.review.total", "9");
  await change(page, "t3.granted.natural", "2４件");
  await change(page, "t3.partial.total", "4");
  await page.locator(".finding[data-rule='t4.total']").first().click();
  await page.getByRole("button", { name: "仅忽略这一处" }).click();
  await page.locator(".ignored").waitFor();
}

/** The review note as a page, opened from a disk by a browser of its own, and what it asked for and complained of. */
async function openNote(page, name = "note.html") {
  const path = join(folder, name);
  writeFileSync(path, (await download(page, "[data-make$='-html'][data-make^='年报核对单']")).bytes);
  const context = await (await launch()).newContext({ viewport: { width: 1100, height: 800 } });
  const note = await context.newPage();
  const [requests, errors] = [[], []];
  context.on("request", (request) => requests.push(request.url()));
  note.on("console", (message) => errors.push(message.text()));
  note.on("pageerror", (error) => errors.push(String(error)));
  const address = pathToFileURL(path).href;
  await note.goto(address);
  return { context, note, errors, address, asked: () => requests.filter((request) => request !== address) };
}

test("the review note as one page opens from a disk, asks for nothing and counts as the page does", withPage(async ({ page }) => {
  await makeTrouble(page);
  const { context, note, errors, asked } = await openNote(page);
  await until(async () => assert.equal(await note.locator("html").getAttribute("lang"), "zh-CN"));
  await until(async () => assert.deepEqual(await note.locator(".counts li").allInnerTexts(), await page.locator(".counts li").allInnerTexts()));
  await until(async () => assert.match((await note.locator(".counts li").allInnerTexts()).join(), /表内等式 \d+\/\d+.*已忽略 1/));
  const headline = (await page.locator("#verdict").innerText()).replace(/^\S+\s+/, "");
  await until(async () => assert.equal(await note.locator(".verdict").innerText(), headline));
  const gaps = await page.locator(".gaps li").evaluateAll((all) => all.map((one) => one.textContent));
  await until(async () => assert.deepEqual(await note.locator(".gaps li").allInnerTexts(), gaps));
  await until(async () => assert.equal(await note.locator(".findings > li").count(), await page.locator(".finding").count()));
  // What was typed stands in its place, and what the source says beside it.
  await until(async () => assert.match(await note.locator("[id='t3.granted.natural']").innerText(), /^2４件.*原/s));
  await until(async () => assert.match(await note.locator("#by").innerText(), /由勾稽 (\d+\.\d+\.\d+)\S* 核对，规则集 \1\+\d\d/));
  await until(async () => assert.match(await note.locator("meta[http-equiv='Content-Security-Policy']").getAttribute("content"), /^default-src 'none'; style-src 'sha256-/));
  assert.deepEqual(asked(), []);
  assert.deepEqual(errors, [], "the style is the one that the policy knows");
  // The control: the policy does refuse, and a request would be seen.
  await note.evaluate(() => {
    document.body.append(Object.assign(new Image(), { src: "http://127.0.0.1:9/pixel.png" }));
    document.body.append(Object.assign(document.createElement("script"), { textContent: "globalThis.ran = true" }));
  });
  await until(() => assert.ok(errors.some((error) => /img-src|default-src/.test(error)) && errors.some((error) => /script-src|default-src/.test(error)), errors.join()));
  assert.equal(await note.evaluate(() => globalThis.ran), undefined);
  await context.close();
}));

test("in the note every equation has its sums and its names, and cells and findings lead to each other", withPage(async ({ page }) => {
  await openSample(page, 0);
  const { context, note } = await openNote(page, "links.html");
  const finding = note.locator("[id='f=t4.total@t4.direct.total']");
  assert.equal(
    (await finding.innerText()).replace(/\s+/g, " ").trim(),
    "1. ≠ 行政诉讼（未经复议直接起诉）：维持、纠正、其他、未审结之和为 2，总计为 1 ≠ 不符 行政诉讼（未经复议直接起诉） 左边 + 结果维持 1 + 结果纠正 0 + 其他结果 0 + 尚未审结 1 合计 2 右边 = 总计 1 差 1：左边比右边多 1 规则：第四部分：各项合计",
  );
  const broken = () => note.evaluate(() => [...document.querySelectorAll("a[href]")].map((link) => link.getAttribute("href")).filter((href) => !href.startsWith("#") || !document.getElementById(href.slice(1))));
  assert.deepEqual(await broken(), []);
  const repeated = await note.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    return ids.filter((id, index) => ids.indexOf(id) !== index);
  });
  assert.deepEqual(repeated, []);
  // There and back, by keyboard.
  await finding.getByRole("link", { name: "尚未审结" }).focus();
  await note.keyboard.press("Enter");
  const cell = note.locator("[id='t4.direct.pending']");
  await until(async () => assert.equal(await note.evaluate(() => document.querySelector(":target").id), "t4.direct.pending"));
  assert.ok(await cell.evaluate((cell) => cell.getBoundingClientRect().top >= 0 && cell.getBoundingClientRect().bottom <= innerHeight));
  await cell.getByRole("link").click();
  await until(async () => assert.equal(await note.evaluate(() => document.querySelector(":target").id), "f=t4.total@t4.direct.total"));
  // Every cell of the equation has the sign and a border, and no other cell has.
  const marked = await note.locator("td.fails").evaluateAll((all) => all.map((one) => [one.id, one.innerText.replace(/\s+/g, " "), getComputedStyle(one).outlineStyle]));
  const wanted = { upheld: "1 ≠1", corrected: "0 ≠1", other: "0 ≠1", pending: "1 ≠1", total: "1 ≠1" };
  assert.deepEqual(marked, Object.entries(wanted).map(([column, words]) => [`t4.direct.${column}`, words, "solid"]));
  // The tables are the form's: merged headers, scopes, captions.
  await until(async () => assert.equal(await note.locator("#t3 th[rowspan='8']").innerText(), "（三）不予公开"));
  await until(async () => assert.equal(await note.locator("th:not([scope])").count(), 0));
  await until(async () => assert.equal(await note.locator("table caption").count(), 3));
  // The control: a link that leads nowhere is seen.
  await note.evaluate(() => document.getElementById("t4.direct.pending").removeAttribute("id"));
  assert.deepEqual(await broken(), ["#t4.direct.pending"]);
  await context.close();
}));

test("the note is for everyone: axe, narrow windows, dark, paper, each language", withPage(async ({ page }) => {
  await makeTrouble(page);
  for (const language of ["简体中文", "繁體中文", "English"]) {
    await setting(page, language);
    await until(async () => assert.equal(await page.locator("html").getAttribute("lang"), { 简体中文: "zh-CN", 繁體中文: "zh-Hant", English: "en" }[language]));
    const path = join(folder, `${language}.html`);
    if (!(await page.locator(".out").evaluate((out) => out.open))) await page.locator(".out > summary").click();
    const [file] = await Promise.all([page.waitForEvent("download"), page.locator("[data-make$='-html']").last().click()]);
    writeFileSync(path, readFileSync(await file.path()));
    const context = await (await launch()).newContext({ bypassCSP: true });
    const note = await context.newPage();
    await note.goto(pathToFileURL(path).href);
    await until(async () => assert.equal(await note.locator("html").getAttribute("lang"), await page.locator("html").getAttribute("lang")));
    for (const [look, media, width] of [["light", {}, 1100], ["dark", { colorScheme: "dark" }, 1100], ["forced", { forcedColors: "active" }, 1100], ["narrow", {}, 320]]) {
      await note.setViewportSize({ width, height: 800 });
      await note.emulateMedia({ colorScheme: "light", forcedColors: "none", ...media });
      assert.ok((await note.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)) <= 0, `${language}, ${look}: too wide`);
      await note.evaluate(axe);
      const found = await note.evaluate(async () => (await globalThis.axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`));
      assert.deepEqual(found, [], `${language}, ${look}`);
    }
    await context.close();
  }
}));

/** As the browser does before it prints, and as wide as a sheet of A4 between its margins. */
async function toPaper(page) {
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 703, height: 1000 });
}

test("on paper: the review note as a document, and nothing of the page", withPage(async ({ page }) => {
  await openSample(page, 0);
  await change(page, "t4.review.total", "9");
  await change(page, "t4.direct.total", "2");
  await page.locator("#finding-0").click();
  await until(async () => assert.equal(await page.locator("#paper").count(), 0));
  await toPaper(page);
  await until(async () => assert.equal(await page.locator(".page").isVisible(), false));
  const paper = page.locator("#paper");
  const text = (await paper.innerText()).replace(/\s+/g, " ");
  for (const words of [/^政府信息公开工作年度报告核对单/, /单位 .+ 年度 2023/, /文件 .* 核对日期 \d+年\d+月\d+日/, /序号 问题 依据 建议改法 处理/, /表四|行政复议·总计”应为|行政复议·总计”由 9/, /核对中作的修改/, /修改前的问题，修改后已不存在： 行政诉讼（未经复议直接起诉）：.*之和为 2，总计为 1/, /填报人：.*复核人：/, /三、收到和处理政府信息公开申请情况/]) assert.match(text, words);
  assert.doesNotMatch(text, /(\d+) = \1 ≠/);
  await until(async () => assert.equal(await paper.locator("table").count(), 5));
  // Which cells the first problem is about: not by a shade alone.
  await until(async () => assert.deepEqual(await paper.locator(".marked sup").allInnerTexts(), Array(5).fill("≠1")));
  assert.equal(await paper.locator(".marked").first().evaluate((cell) => getComputedStyle(cell).borderTopWidth), "2px");
  assert.match(text, /其后的数字是问题的序号/);
  const cut = await page.evaluate(() => [...document.querySelectorAll("#paper *")].filter((one) => one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.outerHTML));
  assert.deepEqual(cut, []);
  assert.equal(await paper.locator("thead").last().evaluate((head) => getComputedStyle(head).display), "table-header-group");
  await until(async () => assert.equal(await paper.locator("[style]").count(), 0, "the page's policy allows none"));
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await until(async () => assert.equal(await page.locator("#paper").count(), 0));
  await until(async () => assert.equal(await page.locator(".page").isVisible(), true));
  if (process.env.GOUJI_PAPER) await page.pdf({ format: "A4", path: process.env.GOUJI_PAPER, preferCSSPageSize: true });
}));

test("the printed note is of the page's language, and a report's words in it are only text", withPage(async ({ page }) => {
  await openSample(page, 0);
  await setting(page, "English");
  await change(page, "t3.received.total", "<img src=x onerror=alert(1)>");
  await toPaper(page);
  const paper = page.locator("#paper");
  await until(async () => assert.equal(await paper.getAttribute("lang"), "en"));
  await until(async () => assert.match(await paper.innerText(), /^Review note on a disclosure report[^]*Proposed correction[^]*<img src=x/));
  await until(async () => assert.equal(await paper.locator("img").count(), 0));
}));

test("what is printed on A4 is read back from the pdf, cell by cell: nothing is cut off", withPage(async ({ page, seen }) => {
  await openSample(page, 1);
  const before = await allValues(page);
  const buffer = await page.pdf({ format: "A4" });
  await page.getByRole("button", { name: "换一份年报" }).click();
  await page.locator("input.choose-file").setInputFiles({ name: "核对单.pdf", mimeType: "", buffer });
  await page.locator(".folded-about", { hasText: "核对单.pdf" }).waitFor();
  await page.locator(".form-t4").waitFor();
  assert.deepEqual(await allValues(page), before);
  assert.equal(Object.keys(before).length, 200);
  seen.requests.splice(0, seen.requests.length, ...seen.requests.filter((request) => !/opener/.test(request)));
}));
