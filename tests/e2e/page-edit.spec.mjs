// A person changes the tables: keys as in a spreadsheet, every equation checked at once, every step taken back and forth.

import assert from "node:assert/strict";
import { test } from "node:test";
import { allCells, openSample, pasteEvent, until, withPage } from "./harness.mjs";

const cell = (page, id) => page.locator(`[data-cell="${id}"]`);
const value = (page, id) => cell(page, id).locator(".value").innerText();
const verdict = (page) => page.locator("#verdict").innerText();
const said = (page) => page.locator("#live");
const focused = (page) => page.evaluate(() => document.activeElement?.closest("[data-cell]")?.dataset.cell ?? document.activeElement?.id);

const allValues = async (page) =>
  (await allCells(page)).evaluateAll((all) => all.map((one) => [one.dataset.cell, one.querySelector(".value").textContent]));

test("a figure typed over a cell is checked at once, and Ctrl+Z and Ctrl+Y walk over it", withPage(async ({ page }) => {
  await openSample(page, 0);
  const before = await allValues(page);
  await cell(page, "t4.direct.total").focus();
  await page.keyboard.press("2");
  // Judged while it is typed, before it stands.
  await until(async () => assert.match(await verdict(page), /没有发现矛盾/));
  await page.keyboard.press("Enter");
  await until(async () => assert.equal(await value(page, "t4.direct.total"), "2"));
  await until(async () => assert.equal(await focused(page), "t4.direct.total", "there is no row below"));
  await until(async () => assert.match(await cell(page, "t4.direct.total").locator(".was").getAttribute("data-was"), /^原 1$/));
  await until(async () => assert.match(await cell(page, "t4.direct.total").getAttribute("aria-label"), /已修改，原文为“1”/));
  await until(async () => assert.match(await said(page).innerText(), /“1” 改为 “2”.*没有发现矛盾/s));

  await page.keyboard.press("Control+z");
  await until(async () => assert.deepEqual(await allValues(page), before));
  await until(async () => assert.match(await verdict(page), /1 处矛盾/));
  await until(async () => assert.match(await said(page).innerText(), /已撤销/));
  await page.keyboard.press("Control+y");
  await until(async () => assert.equal(await value(page, "t4.direct.total"), "2"));
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+Shift+z");
  await until(async () => assert.equal(await value(page, "t4.direct.total"), "2"));
  await page.keyboard.press("Control+Shift+z");
  await until(async () => assert.match(await said(page).innerText(), /没有可以重做的修改/));
}));

test("Enter goes down, Tab goes right, Shift goes back, F2 edits, Escape gives up, Delete blanks", withPage(async ({ page }) => {
  await openSample(page, 1);
  const { keyboard } = page;
  await cell(page, "t3.received.natural").focus();
  await keyboard.type("71");
  await keyboard.press("Enter");
  await until(async () => assert.equal(await focused(page), "t3.carried_in.natural"));
  await keyboard.type("1");
  await keyboard.press("Tab");
  await until(async () => assert.equal(await focused(page), "t3.carried_in.business"));
  await keyboard.type("2");
  await keyboard.press("Shift+Tab");
  await until(async () => assert.equal(await focused(page), "t3.carried_in.natural"));
  await keyboard.type("3");
  await keyboard.press("Shift+Enter");
  await until(async () => assert.equal(await focused(page), "t3.received.natural"));

  await keyboard.press("F2");
  await until(async () => assert.equal(await page.locator(".editor").inputValue(), "71"));
  await keyboard.type("9");
  await keyboard.press("ArrowLeft");
  await until(async () => assert.equal(await page.locator(".editor").count(), 1, "in F2 the arrow moves the caret"));
  await keyboard.press("Escape");
  await until(async () => assert.equal(await value(page, "t3.received.natural"), "71"));
  await until(async () => assert.equal(await focused(page), "t3.received.natural"));
  await until(async () => assert.equal(await page.locator("#detail").count(), 0, "Escape in the editor is no command to the page"));

  await keyboard.type("8");
  await keyboard.press("ArrowRight");
  await until(async () => assert.equal(await focused(page), "t3.received.business"));
  await until(async () => assert.equal(await value(page, "t3.received.natural"), "8"));
  await keyboard.press("Delete");
  await until(async () => assert.equal(await value(page, "t3.received.business"), ""));
  await until(async () => assert.match(await cell(page, "t3.received.business").getAttribute("aria-label"), /空白/));
}));

for (const width of [1280, 320]) {
  test(`a cell that is typed into moves no row, and shows six digits: ${width} pixels`, withPage(async ({ page }) => {
    await openSample(page, 1);
    await allCells(page);
    const heights = () => page.locator(".table-block tr").evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
    const before = await heights();
    for (const id of ["t3.received.natural", "t2.fees.amount"]) {
      await cell(page, id).focus();
      await page.keyboard.type("123456");
      await until(async () => assert.equal(await cell(page, id).locator(".editor").inputValue(), "123456"));
      assert.deepEqual(await heights(), before);
      const [room, wanted] = await cell(page, id).locator(".editor").evaluate((field) => [field.clientWidth, field.scrollWidth]);
      assert.ok(wanted <= room, `${wanted} pixels of text in ${room}`);
      await page.keyboard.press("Escape");
    }
  }, { viewport: { width, height: 800 } }));
}

test("blank, stroke, zero and a full-width figure stay what was typed", withPage(async ({ page }) => {
  await openSample(page, 1);
  const { keyboard } = page;
  const typed = { "t3.denied.state_secret.natural": "/", "t3.denied.other_law.natural": "—", "t3.denied.third_party.natural": "０", "t3.denied.deliberative.natural": "1,024" };
  for (const [id, text] of Object.entries(typed)) {
    await cell(page, id).focus();
    await keyboard.press("F2");
    await page.locator(".editor").fill(text);
    await keyboard.press("Enter");
  }
  await cell(page, "t3.denied.internal_affairs.natural").focus();
  await keyboard.press("Delete");
  for (const [id, text] of Object.entries(typed)) assert.equal(await value(page, id), text);
  await until(async () => assert.equal(await value(page, "t3.denied.internal_affairs.natural"), ""));
  await cell(page, "t3.denied.other_law.natural").click();
  await page.locator(".relation", { hasText: "每行合计" }).click();
  await until(async () => assert.match(await page.locator("#detail").innerText(), /填“—”，按 0 计/));
}));

test("what was changed goes back to the source, one cell or all", withPage(async ({ page }) => {
  await openSample(page, 1);
  const before = await allValues(page);
  for (const id of ["t3.granted.natural", "t3.granted.total", "t4.review.total"]) {
    await cell(page, id).focus();
    await page.keyboard.type("99");
    await page.keyboard.press("Enter");
  }
  await until(async () => assert.match(await page.locator(".changed-count").innerText(), /已修改 3 个单元格/));
  await cell(page, "t4.review.total").click();
  await page.locator(".revert").click();
  await until(async () => assert.match(await page.locator(".changed-count").innerText(), /已修改 2 个单元格/));
  await page.locator("#revert-all").click();
  await until(async () => assert.deepEqual(await allValues(page), before));
  await until(async () => assert.equal(await page.locator("td.cell-changed").count(), 0));
  // Going back is a step like any other.
  await page.locator("#undo").click();
  await until(async () => assert.equal(await page.locator("td.cell-changed").count(), 2));
}));

test("figures copied from a spreadsheet fill the cells from here on, as one step", withPage(async ({ page }) => {
  await openSample(page, 1);
  await cell(page, "t3.received.natural").focus();
  await pasteEvent(page, '[data-cell="t3.received.natural"]', { text: "1\t2\t3\r\n4\t\t/\r\n" });
  const filled = ["received.natural", "received.research", "carried_in.natural", "carried_in.business", "carried_in.research"];
  const values = () => Promise.all(filled.map((id) => value(page, `t3.${id}`)));
  await until(async () => assert.deepEqual(await values(), ["1", "3", "4", "", "/"]));
  await page.keyboard.press("Control+z");
  await until(async () => assert.equal(await page.locator("td.cell-changed").count(), 0));
  await cell(page, "t3.received.total").focus();
  const whole = await value(page, "t3.received.total");
  await page.keyboard.press("Control+c");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), whole);
}));

test("a corrected contradiction stays in view as an equation that holds", withPage(async ({ page }) => {
  await openSample(page, 0);
  await page.locator("#finding-0").click();
  await cell(page, "t4.direct.total").focus();
  await page.keyboard.type("2");
  await page.keyboard.press("Enter");
  await until(async () => assert.match(await page.locator("#detail .equation").innerText(), /相符/));
  await until(async () => assert.equal(await page.locator(".finding").count(), 0));
}));

test("a replaced report comes back with its changes", withPage(async ({ page }) => {
  await openSample(page, 1);
  await cell(page, "t4.review.total").focus();
  await page.keyboard.type("7");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "换一份年报" }).click();
  await page.getByRole("button", { name: "恢复上一份内容" }).click();
  await page.locator("#verdict").waitFor();
  await until(async () => assert.equal(await value(page, "t4.review.total"), "7"));
}));

test("the blank form is filled in from nothing and checked as it is filled", withPage(async ({ page }) => {
  await page.locator(".blank-form").click();
  await page.locator("#verdict").waitFor();
  await until(async () => assert.match(await verdict(page), /没有可以核对的等式/));
  await until(async () => assert.equal(await page.locator("[data-cell]").count(), 200));
  await cell(page, "t4.review.upheld").focus();
  for (const figure of ["1", "0", "0", "0", "2"]) {
    await page.keyboard.type(figure);
    await page.keyboard.press("Tab");
  }
  await until(async () => assert.equal(await focused(page), "t4.direct.upheld"));
  await until(async () => assert.equal(await value(page, "t4.review.total"), "2"));
  await until(async () => assert.match(await verdict(page), /1 处矛盾/));
  await cell(page, "t4.review.total").focus();
  await page.keyboard.type("1");
  await page.keyboard.press("Enter");
  await until(async () => assert.match(await verdict(page), /1 个等式/));
}));

test("sums beside the tables, if they are wanted, go with what is typed", withPage(async ({ page }) => {
  await openSample(page, 0);
  await until(async () => assert.equal(await page.locator(".margin").count(), 0));
  await page.locator("#toggle-sums").click();
  const sums = (rows) => page.locator(`${rows} td.margin`).allInnerTexts();
  await until(async () => assert.deepEqual(await sums(".form-t4 tfoot"), ["四项之和 1 =", "四项之和 2 ≠", "四项之和 0 ="]));
  const received = page.locator("tr", { has: page.locator("[data-cell='t3.received.total']") }).locator("td.margin");
  await until(async () => assert.equal(await received.innerText(), "38 ="));
  await page.locator("[data-cell='t3.received.business']").focus();
  await page.keyboard.type("4");
  await until(async () => assert.equal(await received.innerText(), "42 ≠"));
  await until(async () => assert.equal(await page.locator(".form-t3 tfoot tr").nth(1).locator("td.margin").nth(1).innerText(), "4 ≠"));
  await page.keyboard.press("Escape");
  await until(async () => assert.equal(await received.innerText(), "38 ="));
}));
