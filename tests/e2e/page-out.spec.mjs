// What leaves the page: a table on the clipboard, files, a review note. Files are opened again by the page itself.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { allCells, paste, until, url, withPage } from "./harness.mjs";

async function openSample(page, nth) {
  await page.locator(".sample").nth(nth).click();
  await page.locator("#verdict").waitFor();
}

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
  await page.locator("[data-copy='t3']").click();
  await until(async () => assert.match(await page.locator("#live").innerText(), /已复制“三、收到和处理/));
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
    await until(async () => assert.match(await page.locator("#verdict").innerText(), /没有发现矛盾/));
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
  assert.equal(json.coverage.equations_checked, 42);
  const docx = (await download(page, "[data-make='年报核对单-docx']")).bytes.toString("utf8");
  for (const words of ["核对单", "1 处矛盾", "行政诉讼（未经复议直接起诉）"]) assert.ok(docx.includes(words), words);
}));

test("on paper: verdict, findings and tables, and nothing to press", withPage(async ({ page }) => {
  await openSample(page, 0);
  await page.locator("#finding-0").click();
  await page.emulateMedia({ media: "print" });
  for (const shown of ["#verdict", ".finding", "#detail .equation", ".form-t3"]) assert.ok(await page.locator(shown).first().isVisible(), shown);
  for (const hidden of [".input", ".toolbar", ".settings", ".copy", ".set-aside"]) assert.equal(await page.locator(hidden).first().isVisible(), false, hidden);
  const pdf = await page.pdf({ format: "A4" });
  assert.ok(pdf.length > 10_000);
  await until(async () => assert.equal(await page.locator(".form-t3 thead").evaluate((head) => getComputedStyle(head).display), "table-header-group"));
}));
