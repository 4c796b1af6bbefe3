// The first screen on a small laptop: what is wrong, where, and the button that mends it, without scrolling; and what was done is
// said where the eye is.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { allCells, openPage, openSample, pasteEvent, setting, until, withPage } from "./harness.mjs";

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
  await until(async () => assert.match(await card.locator(".repair-first").innerText(), /总计|结果|审结/));
  const target = page.locator("[data-state~='change']").first();
  const id = await target.getAttribute("data-cell");
  const to = await target.locator(".to").getAttribute("data-to");
  const button = card.locator("[data-repair]").first();
  await until(async () => assert.equal(await button.innerText(), `改为 ${to}`));
  await button.click();
  await until(async () => assert.equal(await cell(page, id).locator(".value").innerText(), to));
  await until(async () => assert.match(await cell(page, id).getAttribute("data-state"), /changed/));
  await until(async () => assert.match(await page.locator(".done").innerText(), /已按此修改 1 个单元格/));
  assert.equal(await inView(page, ".done"), "in view");
  await page.locator(".done").getByRole("button", { name: "撤销" }).click();
  await until(async () => assert.match(await verdict(page), /1 处矛盾/));
}, { viewport: { width: 1366, height: 768 } }));

test("what was looked into is a decision: off the list, told by the note, and taken back", withPage(async ({ page }) => {
  await openSample(page, 0);
  const before = await page.locator("[data-cause]").count();
  await page.locator("[data-cause]").first().getByRole("button", { name: "不改，已核实" }).click();
  await until(async () => assert.equal(await page.locator("[data-cause]").count(), before - 1));
  await until(async () => assert.match(await page.locator(".done").innerText(), /核对单会写明/));
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
  await until(async () => assert.match(await page.locator("[data-tab='t4']").innerText(), /≠1/));
  await until(async () => assert.match(await page.locator("[data-tab='t3']").innerText(), /✓/));
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
  await until(async () => assert.equal(await page.locator(".menu[open]").count(), 0));
}, { viewport: { width: 1366, height: 768 } }));

test("the status line has the chosen cell and its sums", withPage(async ({ page }) => {
  await openSample(page, 0);
  await cell(page, "t3.received.natural").click();
  await until(async () => assert.match(await page.locator(".status-about").innerText(), /自然人.*=/));
}, { viewport: { width: 1366, height: 768 } }));

test("the tab of the chosen cell's table is the marked one, until another table is asked for", withPage(async ({ page }) => {
  await openSample(page, 0);
  const marked = () => page.locator("[data-tab][aria-current]").evaluateAll((tabs) => tabs.map((tab) => tab.dataset.tab));
  await until(async () => assert.deepEqual(await marked(), ["t4"], "the first problem's"));
  await page.locator("[data-tab='t2']").click();
  await until(async () => assert.deepEqual(await marked(), ["t2"]));
  await page.locator("#finding-0").click();
  await until(async () => assert.deepEqual(await marked(), ["t4"]));
}, { viewport: { width: 1366, height: 768 } }));

test("a sum is told in one line, without its zeros, with the way to look", withPage(async ({ page }) => {
  await openSample(page, 0);
  const words = page.locator("#finding-0 .finding-words");
  await until(async () => assert.equal(await words.locator(".finding-way").innerText(), "横着看"));
  await until(async () => assert.equal(await words.locator(".finding-line").innerText(), "结果维持 1 + 尚未审结 1 = 2 ≠ 总计 1，差 1"));
}));

const broken = readFileSync(new URL("../../crates/app/samples/contradictions-2021.html", import.meta.url), "utf8");
const prose = readFileSync(new URL("../../crates/app/samples/clean-2021.html", import.meta.url), "utf8").replace("予以公开24件", "予以公开42件");

test("the prose against a table has two ways out: the table's figure, or the prose's, copied and noted", withPage(async ({ page }) => {
  await put(page, "年报.html", prose);
  await page.locator("#verdict").waitFor();
  const card = page.locator("[data-cause]").first();
  await until(async () => assert.match(await card.innerText(), /正文写 42，表中为 24/));
  await until(async () => assert.equal(await card.locator("[data-repair='1.1']").innerText(), "表改为 42"));
  await card.getByRole("button", { name: "看原文" }).click();
  await until(async () => assert.match((await page.locator(".mark-chosen").allInnerTexts()).join(), /42/));
  await card.getByRole("button", { name: "正文改为 24" }).click();
  await until(async () => assert.equal(await page.locator("[data-cause]").count(), 0));
  await until(async () => assert.match(await page.locator(".done").innerText(), /已记为改正文/));
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /予以公开24件/);
  assert.doesNotMatch(copied, /42/);
  await page.locator(".out > summary").click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("[data-make='年报核对单-csv']").click()]);
  assert.match(readFileSync(await download.path(), "utf8"), /改正文：[^\n]*予以公开24件/);
  await page.keyboard.press("Control+z");
  await until(async () => assert.equal(await page.locator("[data-cause]").count(), 1));
}));

test("the keyboard alone, from a paste to the corrected table on the clipboard", withPage(async ({ page }) => {
  await page.evaluate((html) => navigator.clipboard.write([new ClipboardItem({ "text/html": new Blob([html], { type: "text/html" }) })]), broken);
  const active = (selector) => page.evaluate((selector) => document.activeElement.matches(selector), selector);
  const tabTo = async (selector, most = 60) => {
    for (let presses = 0; presses < most; presses += 1) {
      if (await active(selector)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`the keyboard does not come to ${selector}`);
  };
  await tabTo("#source");
  await page.keyboard.press("Control+v");
  await until(async () => assert.ok(await active("#verdict")));
  await allCells(page);
  await page.keyboard.press("F8");
  await until(async () => assert.ok(await active("[data-cell]")));
  await page.keyboard.press("Tab");
  await until(async () => assert.ok(await active("[data-repair]")));
  await page.keyboard.press("Enter");
  await until(async () => assert.match(await verdict(page), /没有发现矛盾/));
  await tabTo("#sheet-t4 .copy, [data-copy='t4'], .table-block:last-of-type .copy", 120);
  await page.keyboard.press("Enter");
  await until(async () => assert.match(await page.locator(".done").innerText(), /已复制/));
  const text = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(text.trim().split("\n").at(-1), /^0\t1\t0\t0\t1\t1\t0\t0\t1\t2\t/);
}));

test("a phone keeps whose row it is and what it comes to in view", withPage(async ({ page }) => {
  await openSample(page, 0);
  const scroller = page.locator(".table-block:has(.form-t3) .scroller");
  await scroller.evaluate((scroller) => scroller.scrollTo({ left: 120 }));
  const box = await scroller.boundingBox();
  const row = page.locator("tr:has([data-cell='t3.granted.total'])");
  const [label, total] = [await row.locator("th[scope=row]").last().boundingBox(), await cell(page, "t3.granted.total").boundingBox()];
  assert.ok(label.x >= box.x - 1 && label.x + label.width < total.x, JSON.stringify([box, label, total]));
  assert.ok(total.x + total.width <= box.x + box.width + 1);
  assert.ok(total.x - label.x - label.width > 60, "figures stand between the two");
}, { viewport: { width: 320, height: 640 } }));

test("a link to a finding says what it is while its report is not here, and leads to it once it is", async () => {
  const { context, page } = await openPage({ path: "#f=t4.total@t4.direct.total" });
  await until(async () => assert.match(await page.locator("#link-waits").innerText(), /行政诉讼（未经复议直接起诉）·总计，第四部分.*请在这里粘贴/));
  await openSample(page, 0);
  await until(async () => assert.equal(await page.locator(".finding-chosen").count(), 1));
  await until(async () => assert.equal(await page.locator("#link-waits").count(), 0));
  await context.close();
});

test("the start says in a line each: paste, files or a folder, last year, nothing is uploaded", withPage(async ({ page }) => {
  const lines = await page.locator(".start > div").allInnerTexts();
  assert.equal(lines.length, 4);
  for (const [nth, words] of [/粘贴/, /选择文件夹/, /上年/, /不上传/].entries()) assert.match(lines[nth], words);
  const folder = mkdtempSync(join(tmpdir(), "gouji-"));
  const now = readFileSync(new URL("../../crates/app/samples/contradictions-2021.html", import.meta.url), "utf8");
  writeFileSync(join(folder, "甲2023.html"), now);
  writeFileSync(join(folder, "甲2022.html"), now.replaceAll("2023年", "2022年").replace("14407", "407"));
  writeFileSync(join(folder, ".DS_Store"), "Bud1");
  writeFileSync(join(folder, "~$甲.docx"), "x");
  await page.locator(".choose-folder").setInputFiles(folder);
  await until(async () => assert.equal(await page.locator("#files tbody tr").count(), 2));
  await page.locator("[data-make='list-csv']").waitFor();
  await page.locator("#files").getByRole("button", { name: "甲2023.html" }).click();
  // Two neighbouring years that were chosen together stand beside each other.
  await page.locator("#toggle-prior").click();
  await page.locator("#prior-changes").waitFor();
  rmSync(folder, { recursive: true });
}));

/** Lets folders and files go over the page, by the browser's own hand: a page cannot make a folder. */
async function dropPaths(page, paths) {
  const browser = await page.context().newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) await browser.send("Input.dispatchDragEvent", { type, x: 200, y: 200, data });
}

/** Names in the list; lines out of view have no inner text. */
const named = (page) => page.locator("#files tbody th").evaluateAll((heads) => heads.map((head) => head.firstChild.textContent));

test("a dropped folder is listed with its folders, without what the system writes, and as far as it goes in", withPage(async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), "gouji-"));
  const put = (path, text) => {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  put("区直/甲.html", broken);
  put("乡镇/甲.html", broken.replaceAll("青槐县", "绿柳县"));
  put("说明.txt", "这不是年报");
  put("__MACOSX/甲.html", broken);
  put(".git/甲.html", broken);
  put("乡镇/~$甲.docx", "x");
  put(`${"深/".repeat(12)}甲.html`, broken);
  // More than a browser tells at once.
  for (let n = 0; n < 120; n += 1) put(`空/${String(n).padStart(3, "0")}.txt`, "空");
  await dropPaths(page, [folder]);
  await page.locator("[data-make='list-csv']").waitFor({ timeout: 60_000 });
  await until(async () => assert.equal((await named(page)).length, 123));
  const names = await named(page);
  assert.deepEqual(names.filter((name) => name.endsWith(".html")).toSorted(), ["乡镇/甲.html", "区直/甲.html"]);
  await until(async () => assert.match(await page.locator(".files").innerText(), /没有全部读取/, "the folders that were too deep"));
  await page.getByRole("button", { name: "区直/甲.html", exact: true }).click();
  await page.locator("#verdict").waitFor();
  rmSync(folder, { recursive: true });
}));

test("folders and files dropped together are one list; a folder without files says what to do", withPage(async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), "gouji-"));
  for (const name of ["一", "二", "空"]) mkdirSync(join(folder, name));
  writeFileSync(join(folder, "一/甲.html"), broken);
  writeFileSync(join(folder, "二/乙.html"), broken);
  writeFileSync(join(folder, "丙.html"), broken);
  await dropPaths(page, [join(folder, "空")]);
  await until(async () => assert.match(await page.locator("#notice").innerText(), /空：没有读到其中的文件.*选择文件夹/));
  await dropPaths(page, ["一", "二", "丙.html"].map((name) => join(folder, name)));
  await page.locator("[data-make='list-csv']").waitFor();
  assert.deepEqual((await named(page)).toSorted(), ["一/甲.html", "丙.html", "二/乙.html"]);
  rmSync(folder, { recursive: true });
}));

test("a chosen folder names what is in its folders by its path", withPage(async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), "gouji-"));
  for (const name of ["区直", "乡镇"]) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, "年报.html"), broken);
  }
  await page.locator(".choose-folder").setInputFiles(folder);
  await page.locator("[data-make='list-csv']").waitFor();
  assert.deepEqual((await named(page)).toSorted(), ["乡镇/年报.html", "区直/年报.html"]);
  rmSync(folder, { recursive: true });
}));

test("what is only to be looked into is marked in the table, after the figures that disagree, and not once it was looked into", withPage(async ({ page }) => {
  // A township makes no regulations. What was made is in force.
  const html = readFileSync(new URL("../../crates/app/samples/clean-2021.html", import.meta.url), "utf8")
    .replaceAll("望澜市人民政府", "望澜市石塘镇人民政府")
    .replace("予以公开24件", "予以公开42件")
    .replace(/(规章<\/td>\s*<td>)0(<\/td><td>0<\/td><td>)0/, "$17$27");
  await put(page, "年报.html", html);
  await page.locator("#verdict").waitFor();
  await allCells(page);
  const regulations = cell(page, "t2.regulations.made");
  await until(async () => assert.equal(await regulations.locator(".sign").innerText(), "!"));
  await until(async () => assert.match(await regulations.getAttribute("aria-label"), /有提示/));
  await until(async () => assert.match(await page.locator("[data-cause]").first().innerText(), /正文写 42，表中为 24/, "figures first"));
  const card = page.locator("[data-cause]").nth(1);
  await until(async () => assert.match(await card.innerText(), /规章/));
  await card.getByRole("button", { name: "不改，已核实" }).click();
  await until(async () => assert.equal(await regulations.locator(".sign").innerText(), ""));
}));

test("a chosen finding leaves its card's change in view", withPage(async ({ page }) => {
  await openSample(page, 0);
  await page.locator("#finding-0").click();
  await page.locator("#detail").waitFor();
  await until(async () => assert.equal(await inView(page, "[data-repair]"), "in view"));
}, { viewport: { width: 1366, height: 768 } }));

for (const nth of [0, 2]) {
  test(`large text: sample ${nth} shows its first marked cell and its correction`, withPage(async ({ page }) => {
    await setting(page, "大字");
    await openSample(page, nth);
    await firstScreen(page, "large");
  }, { viewport: { width: 1366, height: 768 } }));
}

test("nothing to check says in the list what that means, and the strip stays a line", withPage(async ({ page }) => {
  await page.locator(".blank-form").click();
  await page.locator("#verdict").waitFor();
  await until(async () => assert.match(await page.locator(".findings .verdict-hint").innerText(), /不能说它没有矛盾/));
  assert.ok((await page.locator(".verdict").boundingBox()).height < 60);
}, { viewport: { width: 1366, height: 768 } }));

test("what is said of a replaced report takes its room from the tables, not from the window", withPage(async ({ page }) => {
  await openSample(page, 1);
  await cell(page, "t3.received.natural").click();
  await page.keyboard.type("39");
  await page.keyboard.press("Enter");
  await until(async () => assert.equal(await page.locator("td.cell-changed").count(), 1));
  await page.keyboard.press("Escape");
  await pasteEvent(page, "body", { html: broken, text: "年报" });
  await page.locator(".way-back").waitFor();
  await firstScreen(page, "replaced");
  assert.equal(await inView(page, ".status-bar .keys"), "in view");
}, { viewport: { width: 1366, height: 768 } }));
