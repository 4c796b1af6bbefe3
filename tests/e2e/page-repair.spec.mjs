// What would make the figures agree: alternatives beside the finding, one press to apply, one key to take back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { allCells, openSample, until, withPage } from "./harness.mjs";

const cell = (page, id) => page.locator(`[data-cell="${id}"]`);
const verdict = (page) => page.locator("#verdict").innerText();
const allValues = async (page) =>
  (await allCells(page)).evaluateAll((all) => all.map((one) => [one.dataset.cell, one.querySelector(".value").textContent]));

test("a finding has its repairs beside it: alternatives, what each resolves, and none is called the truth", withPage(async ({ page }) => {
  await openSample(page, 0);
  await page.locator("#finding-0").click();
  const repairs = page.locator(".repair");
  await repairs.first().waitFor();
  await until(async () => assert.ok((await repairs.count()) >= 2));
  await until(async () => assert.match(await page.locator(".repair-lead").innerText(), /以下 \d+ 种改法，任选其一/));
  for (const words of await repairs.allInnerTexts()) {
    assert.match(words, /由 \d+ 改为 \d+/);
    assert.match(words, /解决 1 处矛盾，不产生新的矛盾/);
    assert.equal(words.match(/由 \d+ 改为 \d+/g).length, 1, "one cell each");
    assert.doesNotMatch(words, /应为/, "with several ways none is said to be right");
  }
  await until(async () => assert.match(await page.locator(".findings").innerText(), /不说明哪一种是事实/));
  await until(async () => assert.equal(await page.locator("td.cell-changed").count(), 0, "nothing is applied unasked"));
}));

test("a repair is applied to the tables, marked, and taken back by one key", withPage(async ({ page }) => {
  await openSample(page, 0);
  const before = await allValues(page);
  await page.locator("#finding-0").click();
  const total = page.locator(".repair", { hasText: "总计”由 1 改为 2" });
  await total.getByRole("button", { name: "改为 2" }).click();
  await until(async () => assert.match(await verdict(page), /没有发现矛盾/));
  await until(async () => assert.equal(await cell(page, "t4.direct.total").locator(".value").innerText(), "2"));
  await until(async () => assert.equal(await cell(page, "t4.direct.total").locator(".was").getAttribute("data-was"), "原 1"));
  await until(async () => assert.match(await page.locator("#live").innerText(), /已按此修改 1 个单元格，可用 Ctrl\+Z 撤销/));
  await page.keyboard.press("Control+z");
  await until(async () => assert.deepEqual(await allValues(page), before));
  assert.match(await verdict(page), /1 处矛盾/);
}));

test("the first repair of all groups is one step", withPage(async ({ page }) => {
  await openSample(page, 0);
  await cell(page, "t4.review.total").focus();
  await page.keyboard.type("9");
  await page.keyboard.press("Enter");
  await until(async () => assert.match(await verdict(page), /2 处矛盾/));
  const before = await allValues(page);
  await page.locator("#apply-all").click();
  await until(async () => assert.match(await verdict(page), /没有发现矛盾/));
  await page.keyboard.press("Control+z");
  await until(async () => assert.deepEqual(await allValues(page), before));
}));
