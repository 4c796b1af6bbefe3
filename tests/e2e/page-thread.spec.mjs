// The page's own thread: whatever a person pastes, no task of it is longer than is noticed.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { allCells, isWorker, withPage } from "./harness.mjs";
import { LONG, MOST, longest } from "./tasks.mjs";

const broken = readFileSync(new URL("../../crates/app/samples/contradictions-2021.html", import.meta.url), "utf8");

/** Puts what is to be pasted into the page, so that bringing it there is no part of the page's work. */
const bring = (page, [head, piece, times, tail]) =>
  page.evaluate(
    ([head, piece, times, tail]) => {
      const text = head + piece.repeat(times) + tail;
      globalThis.pasted = new DataTransfer();
      globalThis.pasted.setData(text.includes("<p") || text.includes("<table") || text.includes("<html") ? "text/html" : "text/plain", text);
    },
    [head, piece, times, tail],
  );

/** Pastes it, and waits until there is an answer and the page has come to rest. */
async function paste(page) {
  await page.evaluate(() => {
    document.querySelector("#source").dispatchEvent(new ClipboardEvent("paste", { clipboardData: globalThis.pasted, bubbles: true, cancelable: true }));
  });
  await page.locator("#verdict, .failure").first().waitFor();
  await page.waitForTimeout(500);
}

const INPUTS = {
  "a report": [broken, "", 0, ""],
  "a report over and over": ["", broken.replace(/^[^]*<body[^>]*>|<\/body>[^]*$/g, ""), 30, ""],
  "a report with long unbroken cells": [broken.replaceAll("<td>1</td>", `<td>0x${"a".repeat(40_000)}</td>`), "", 0, ""],
  "prose, nearly as long as is shown": ["", "全年平稳有序推进各项工作，主动公开政府信息，及时回应社会关切。\n", 1_050, ""],
  "prose, longer than is shown": ["", "全年平稳有序推进各项工作，主动公开政府信息，及时回应社会关切。\n", 10_000, ""],
  ...LONG,
};

for (const [what, input] of Object.entries(INPUTS)) {
  test(`the page does not stand still: ${what}`, withPage(async ({ context, page }) => {
    await bring(page, input);
    const took = await longest(context, page, () => paste(page));
    assert.ok(took.tasks > 0, "the page's thread was watched");
    assert.ok(took.processor <= MOST, `a task of ${took.processor} ms, by the clock ${took.wall} ms`);
  }, { expected: isWorker }));
}

test("the watch tells a task that is too long", withPage(async ({ context, page }) => {
  const took = await longest(context, page, () =>
    page.evaluate((most) => {
      const end = performance.now() + most * 4;
      while (performance.now() < end);
    }, MOST));
  assert.ok(took.wall > MOST * 3 && took.processor > 0, JSON.stringify(took));
}));

test("the page does not stand still while a report is edited and shown otherwise", withPage(async ({ context, page }) => {
  await bring(page, INPUTS["a report with long unbroken cells"]);
  await paste(page);
  await allCells(page);
  const took = await longest(context, page, async () => {
    await page.keyboard.press("F8");
    await page.locator("[data-cell^='t3.']").first().focus();
    await page.keyboard.press("5");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+z");
    await page.waitForTimeout(500);
  });
  assert.ok(took.processor <= MOST, `a task of ${took.processor} ms, by the clock ${took.wall} ms`);
}, { expected: isWorker }));
