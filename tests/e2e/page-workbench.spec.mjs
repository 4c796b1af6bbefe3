// The first screen on a small laptop: what is wrong, where, and the button that mends it, without scrolling; and what was done is
// said where the eye is.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { allCells, openSample, pasteEvent, until, withPage } from "./harness.mjs";

const SIZES = [[1366, 768], [1366, 625], [1280, 720]];
const samples = ["contradictions-2021", "clean-2021", "clean-2019"];
const shared = new URL("../../../shared/", import.meta.url);

const cell = (page, id) => page.locator(`[data-cell="${id}"]`);
const verdict = (page) => page.locator("#verdict").innerText();

/** Puts a document on the page as what it is. */
const put = (page, name, text) => pasteEvent(page, "#source", name.endsWith(".html") ? { html: text, text: "年报" } : { text });

/** Whether each of what `selector` finds first stands inside the window and is not covered. */
const inView = (page, selector) =>
  page.evaluate((selector) => {
    const element = document.querySelector(selector);
    if (!element) return "absent";
    const { left, top, right, bottom } = element.getBoundingClientRect();
    if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight) return `outside: ${[left, top, right, bottom]}`;
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return element.contains(hit) ? "in view" : `covered by ${hit?.outerHTML.slice(0, 80)}`;
  }, selector);

async function firstScreen(page, size) {
  await page.locator("#verdict").waitFor();
  await allCells(page);
  assert.equal(await page.evaluate(() => scrollY), 0, "nothing scrolled");
  const has = (selector) => page.locator(selector).count();
  const marked = (await has("[data-state~='change']")) ? "change" : (await has("[data-state~='fails']")) ? "fails" : undefined;
  if (marked) await until(async () => assert.equal(await inView(page, `[data-state~='${marked}']`), "in view", `${size}: ${marked}`));
  if (await has("[data-repair]")) assert.equal(await inView(page, "[data-repair]"), "in view", `${size}: repair`);
  assert.equal(await inView(page, "#verdict"), "in view");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${size}: nothing scrolls sideways`);
}

const documents = (folder) => {
  if (!existsSync(new URL(`${folder}/expected.json`, shared))) return [];
  const names = Object.keys(JSON.parse(readFileSync(new URL(`${folder}/expected.json`, shared), "utf8")));
  return names.filter((name) => existsSync(new URL(`${folder}/${name}`, shared))).map((name) => [name, readFileSync(new URL(`${folder}/${name}`, shared), "utf8")]);
};

for (const [width, height] of SIZES) {
  const viewport = { width, height };
  for (const nth of samples.keys()) {
    test(`${width} × ${height}: sample ${nth} shows its first marked cell and its correction`, withPage(async ({ page }) => {
      await openSample(page, nth);
      await firstScreen(page, `${width} × ${height}`);
    }, { viewport }));
  }
  const published = [...documents("seeds"), ...documents("real")];
  for (const [name, text] of published) {
    test(`${width} × ${height}: published document ${name.slice(0, 12)} on the first screen`, withPage(async ({ page }) => {
      await put(page, name, text);
      await page.locator("#verdict, .failure").first().waitFor();
      if (await page.locator("#verdict").count()) await firstScreen(page, name);
    }, { viewport }));
  }
  if (published.length === 0) test("published documents on the first screen", { skip: "they are not on this machine" });
}

test("a card leads with the change; pressed, the strip turns, the card's place says so, and one press takes it back", withPage(async ({ page }) => {
  await openSample(page, 0);
  const card = page.locator("[data-cause]").first();
  assert.match(await card.locator(".repair-first").innerText(), /总计|结果|审结/);
  const target = page.locator("[data-state~='change']").first();
  const id = await target.getAttribute("data-cell");
  const to = await target.locator(".to").getAttribute("data-to");
  const button = card.locator("[data-repair]").first();
  assert.equal(await button.innerText(), `改为 ${to}`);
  await button.click();
  await until(async () => assert.equal(await cell(page, id).locator(".value").innerText(), to));
  assert.match(await cell(page, id).getAttribute("data-state"), /changed/);
  assert.match(await page.locator(".done").innerText(), /已按此修改 1 个单元格/);
  assert.equal(await inView(page, ".done"), "in view");
  await page.locator(".done").getByRole("button", { name: "撤销" }).click();
  await until(async () => assert.match(await verdict(page), /1 处矛盾/));
}, { viewport: { width: 1366, height: 768 } }));

test("what was looked into is a decision: off the list, told by the note, and taken back", withPage(async ({ page }) => {
  await openSample(page, 0);
  const before = await page.locator("[data-cause]").count();
  await page.locator("[data-cause]").first().getByRole("button", { name: "不改，已核实" }).click();
  await until(async () => assert.equal(await page.locator("[data-cause]").count(), before - 1));
  assert.match(await page.locator(".done").innerText(), /核对单会写明/);
  await page.locator(".out > summary").click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("[data-make='年报核对单-csv']").click()]);
  assert.match(readFileSync(await download.path(), "utf8"), /已核实，不改/);
  await page.keyboard.press("Control+z");
  await until(async () => assert.equal(await page.locator("[data-cause]").count(), before));
}));

test("F8, then Tab, is at the correction; Alt+Enter makes it", withPage(async ({ page }) => {
  await openSample(page, 0);
  await page.keyboard.press("F8");
  await until(async () => assert.ok(await page.evaluate(() => document.activeElement.matches("[data-cell]"))));
  await page.keyboard.press("Tab");
  await until(async () => assert.ok(await page.evaluate(() => document.activeElement.matches("[data-repair]"))));
  await page.keyboard.press("Alt+Enter");
  await until(async () => assert.match(await verdict(page), /没有发现矛盾|未发现矛盾|相符/));
  await page.keyboard.press("Control+z");
  await until(async () => assert.match(await verdict(page), /1 处矛盾/));
}));

test("tabs say how each table stands and lead to it; panels and menus push no table down", withPage(async ({ page }) => {
  await openSample(page, 0);
  assert.match(await page.locator("[data-tab='t4']").innerText(), /≠1/);
  assert.match(await page.locator("[data-tab='t3']").innerText(), /✓/);
  await page.locator("[data-tab='t2']").click();
  const top = async (id) => (await page.locator(`#sheet-${id}`).boundingBox()).y;
  const pane = (await page.locator(".sheets").boundingBox()).y;
  await until(async () => assert.ok(Math.abs((await top("t2")) - pane) < 12));
  const before = await top("t2");
  await page.locator("#toggle-source-view").click();
  await page.locator(".source-text p").first().waitFor();
  assert.equal(await top("t2"), before);
  await page.locator(".menu.more > summary").click();
  assert.equal(await top("t2"), before);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".menu[open]").count(), 0);
}, { viewport: { width: 1366, height: 768 } }));

test("the status line has the chosen cell and its sums", withPage(async ({ page }) => {
  await openSample(page, 0);
  await cell(page, "t3.received.natural").click();
  assert.match(await page.locator(".status-about").innerText(), /自然人.*=/);
}, { viewport: { width: 1366, height: 768 } }));
