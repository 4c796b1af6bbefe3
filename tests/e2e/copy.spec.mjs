// Real producers: the official tables drawn by Chromium, selected and copied by keyboard, and pasted by keyboard.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { allCells, isViewer, pasteEvent, url, withPage } from "./harness.mjs";
import { fromWord } from "./word.mjs";

const report = readFileSync(new URL("../fixtures/files/pdf-report.html", import.meta.url), "utf8");
const wanted = Object.fromEntries(
  readFileSync(new URL("../fixtures/files/pdf-report.cells", import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(" "))
    .map(([id, value]) => [id, Number(value)]),
);

/** Shows `html` in another page and copies all of it, as a person would. */
async function copyAll(page, html) {
  const producer = await page.context().newPage();
  const address = new URL("e2e/producer.html", url).href;
  await producer.route(address, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: html }));
  await producer.goto(address);
  await producer.locator("body").click();
  await producer.keyboard.press("ControlOrMeta+A");
  await producer.keyboard.press("ControlOrMeta+C");
  const copied = await producer.evaluate(async () => {
    const kinds = {};
    for (const item of await navigator.clipboard.read()) {
      for (const kind of item.types) kinds[kind] = await (await item.getType(kind)).text();
    }
    return kinds;
  });
  await producer.close();
  await page.bringToFront();
  return copied;
}

async function allCellsRight(page) {
  await page.locator("#verdict").waitFor();
  const found = await (await allCells(page)).evaluateAll((all) =>
    Object.fromEntries(all.map((cell) => [cell.dataset.cell, Number.parseFloat(cell.querySelector(".value").textContent)])),
  );
  assert.deepEqual(found, wanted);
}

async function pasteByKeyboard(page) {
  await page.locator("#source").focus();
  await page.keyboard.press("ControlOrMeta+V");
}

/** The report inside what a portal puts around it. */
const portal = (html) => {
  const body = html.replace(/^[\s\S]*<body[^>]*>|<\/body>[\s\S]*$/g, "");
  const style = html.match(/<style>[\s\S]*?<\/style>/)?.[0] ?? "";
  return `<html><head>${style}</head><body><div><a href="#">首页</a> &gt; <a href="#">政务公开</a></div>
    <ul><li>机构概况</li><li>2023年12月1日</li></ul><div style="display:flex"><div>${body}</div><div>相关链接 10 条</div></div>
    <p>主办：甲县人民政府 邮编：100000 <img src="data:,"></p></body></html>`;
};

test("tables copied in Chromium come out right, as rich content", withPage(async ({ page }) => {
  const copied = await copyAll(page, report);
  assert.match(copied["text/html"], /<table/);
  await pasteByKeyboard(page);
  await allCellsRight(page);
  assert.match(await page.locator(".folded-about").innerText(), /按网页读取/);
}));

test("tables copied in Chromium come out right, as plain text", withPage(async ({ page }) => {
  const copied = await copyAll(page, report);
  await pasteEvent(page, "#source", { text: copied["text/plain"] });
  await allCellsRight(page);
}));

test("a whole portal page, copied with everything around the report", withPage(async ({ page }) => {
  const copied = await copyAll(page, portal(report));
  await pasteByKeyboard(page);
  await allCellsRight(page);
  await page.getByRole("button", { name: "换一份年报" }).click();
  await pasteEvent(page, "#source", { text: copied["text/plain"] });
  await allCellsRight(page);
}));

test("what Word puts on the clipboard, with its comments and marks", withPage(async ({ page }) => {
  await pasteEvent(page, "#source", { html: fromWord(report), text: "无用" });
  await allCellsRight(page);
}));

/** A paste with a picture among what it brings. */
const pastePicture = (page, html) =>
  page.locator("#source").evaluate((element, html) => {
    const clipboardData = new DataTransfer();
    if (html) clipboardData.setData("text/html", html);
    const cutOff = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
    clipboardData.items.add(new File([cutOff], "image.png", { type: "image/png" }));
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, html);

test("a picture of the tables beside them, as Excel copies: the tables are read", withPage(async ({ page }) => {
  await pastePicture(page, fromWord(report));
  await allCellsRight(page);
}));

test("a picture that cannot be read is said, with or without the HTML that a browser puts beside it", withPage(async ({ page }) => {
  for (const html of ["", "<meta charset='utf-8'><img src='data:,' alt='年报'>"]) {
    await page.locator("#source").fill("已输入的文字");
    await pastePicture(page, html);
    await page.locator("#notice").waitFor();
    assert.match(await page.locator("#notice").innerText(), /图片/);
    assert.equal(await page.locator("#source").inputValue(), "已输入的文字");
  }
}, { expected: isViewer }));

test("a picture without a table on the real clipboard is said", withPage(async ({ page }) => {
  await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 2, height: 2 });
    canvas.getContext("2d").fillRect(0, 0, 2, 2);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
  });
  await pasteByKeyboard(page);
  await page.locator("#notice").waitFor();
  assert.match(await page.locator("#notice").innerText(), /没有找到有框线的表格/);
}, { expected: isViewer }));
