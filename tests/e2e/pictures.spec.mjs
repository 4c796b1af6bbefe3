// Pictures of the tables: a screenshot, pages, a scan. What is read of them, what is asked of the person, and where each cell stands.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { allCells, isViewer, isWorker, launch, newPage, openPage, until, withPage } from "./harness.mjs";

const report = readFileSync(new URL("../fixtures/files/pdf-report.html", import.meta.url), "utf8");
const figures = Object.fromEntries(
  readFileSync(new URL("../fixtures/files/pdf-report.cells", import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(" ")),
);

const isOpener = (request) => /\/(opener|gouji-opener)-[0-9a-f]{1,16}(_bg)?\.(js|wasm)$/.test(request);
const expected = (request) => isViewer(request) || isWorker(request);

/** A table takes this long on a busy machine. */
const LONG = 300_000;

/** The document as Chromium shows it on a screen: its whole, or one of its tables with a little paper around. */
async function screenshot(html, table) {
  const context = await (await launch()).newContext({ viewport: { width: 1000, height: 800 } });
  const page = await context.newPage();
  await page.setContent(html);
  const box = table === undefined ? null : await page.locator("table").nth(table).boundingBox();
  const clip = box ? { x: box.x - 8, y: box.y - 8, width: box.width + 16, height: box.height + 16 } : undefined;
  const shot = await page.screenshot({ fullPage: true, clip });
  await context.close();
  return shot;
}

/** The report with another figure in one of its tables: the `nth` of those that are whole numbers, in the order of the source. */
function changed(nth, table, by) {
  let at = -1;
  let seen = -1;
  return report.replace(/<table[^>]*>[\s\S]*?<\/table>/g, (whole) => {
    seen += 1;
    if (seen !== table) return whole;
    return whole.replace(/<td>(\d+)<\/td>/g, (cell, figure) => {
      at += 1;
      return at === nth ? `<td>${by(figure)}</td>` : cell;
    });
  });
}

/** Pastes pictures as a person does who took a screenshot. */
const pastePictures = (page, pictures, target = "#source") =>
  page.locator(target).evaluate((element, pictures) => {
    const clipboardData = new DataTransfer();
    for (const [name, type, bytes] of pictures) {
      clipboardData.items.add(new File([Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0))], name, { type }));
    }
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, pictures.map(([name, bytes]) => [name, "image/png", bytes.toString("base64")]));

const read = (page) => page.locator("#verdict").waitFor({ timeout: LONG });

const shown = async (page) =>
  Object.fromEntries(await (await allCells(page)).evaluateAll((all) => all.map((cell) => [cell.dataset.cell, cell.querySelector(".value").textContent])));

const figure = (text) => String(Number.parseFloat(text));

test("a screenshot that is pasted is read as any report, and what contradicts is found", withPage(async ({ page, seen }) => {
  // 其他结果 of the first block of table 4, one too many.
  const shot = await screenshot(changed(2, 2, (value) => Number(value) + 1), 2);
  assert.deepEqual(seen.requests.filter((request) => !isWorker(request)), [], "nothing of the reader is loaded before a picture is there");
  // The page answers while the picture is read: it shows what is typed, between two frames at the most.
  await page.evaluate(() => {
    globalThis.longest = 0;
    let last = performance.now();
    const look = () => {
      globalThis.longest = Math.max(globalThis.longest, performance.now() - last);
      last = performance.now();
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await pastePictures(page, [["image.png", shot]]);
  await page.locator("#reading progress").waitFor();
  await page.locator("#reading progress[max]").waitFor({ timeout: LONG });
  await until(async () => assert.match(await page.locator("#reading").innerText(), /\d+ \/ \d+/));
  await read(page);
  assert.ok((await page.evaluate(() => globalThis.longest)) < 1000, "the page stands still");
  const cells = await shown(page);
  const wanted = { ...figures, "t4.review.other": String(Number(figures["t4.review.other"]) + 1) };
  for (const [id, value] of Object.entries(wanted).filter(([id]) => id.startsWith("t4."))) assert.equal(figure(cells[id]), figure(value), id);
  // No error is called over what is not certain: where the total is not, the person says so first.
  for (let left = await page.locator(".unsure").count(); left > 0; left -= 1) {
    await page.locator(".unsure [data-reading]").first().click();
    await until(async () => assert.equal(await page.locator(".unsure").count(), left - 1));
  }
  await page.locator(".finding[data-rule='t4.total']").first().waitFor();
  await until(async () => assert.match(await page.locator(".app-bar").innerText(), /image\.png/));
  assert.ok(seen.requests.some((request) => /recogniser-/.test(request)), "the model is the page's own file");
}, { expected }));

/** A figure that nobody can read: two over each other. */
const smudge = (value) => `<span style="position:relative;color:#777">${value}<span style="position:absolute;left:0">${value.replace(/\d$/, (digit) => (digit === "7" ? "1" : "7"))}</span></span>`;

test("a cell that is not certain is decided by the person, from the picture, and the step can be taken back", withPage(async ({ page }) => {
  // 现行有效件数 of 规章: in no equation, so the sums cannot tell.
  const shot = await screenshot(changed(2, 0, smudge), 0);
  await pastePictures(page, [["image.png", shot]]);
  await read(page);
  const id = "t2.regulations.valid";
  const cell = page.locator(`[data-cell="${id}"]`);
  await page.locator("#unsure").waitFor();
  await until(async () => assert.match(await page.locator("#unsure h3").innerText(), /先看这里/));
  await until(async () => assert.match(await cell.getAttribute("data-state"), /unsure/));
  await until(async () => assert.match(await cell.getAttribute("aria-label"), /没有读准/));
  const row = page.locator(`[data-unsure="${id}"]`);
  // The picture of the cell is drawn, in ink.
  await page.waitForFunction((id) => {
    const canvas = document.querySelector(`[data-unsure="${id}"] canvas`);
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return data.some((value, at) => at % 4 === 0 && value < 160 && data[at + 3] === 255);
  }, id);
  const readings = await row.locator("[data-reading]").evaluateAll((all) => all.map((button) => button.dataset.reading));
  assert.ok(readings.length >= 1, readings.join());
  // By its letter, in the table.
  await row.locator(".unsure-name").click();
  await page.locator(`[data-cell="${id}"]:focus`).waitFor();
  await page.keyboard.press("a");
  await page.waitForFunction((id) => !/unsure/.test(document.querySelector(`[data-cell="${id}"]`).dataset.state ?? ""), id);
  await until(async () => assert.equal(await cell.locator(".value").innerText(), readings[0]));
  await page.keyboard.press("ControlOrMeta+z");
  await page.waitForFunction((id) => /unsure/.test(document.querySelector(`[data-cell="${id}"]`).dataset.state ?? ""), id);
  // By a press.
  await row.locator("[data-reading]").last().click();
  await page.locator(`[data-unsure="${id}"]`).waitFor({ state: "detached" });
  await until(async () => assert.equal(await cell.locator(".value").innerText(), readings.at(-1)));
}, { expected }));

test("the screen of a picture is for everyone: axe finds nothing, and keys alone decide", withPage(async ({ page }) => {
  await pastePictures(page, [["image.png", await screenshot(changed(2, 0, smudge), 0)]]);
  await read(page);
  await page.locator("#unsure").waitFor();
  await page.locator("#toggle-picture-view").focus();
  await page.keyboard.press("Enter");
  await page.locator("#picture-view").waitFor();
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const found = await page.evaluate(async () => {
      const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
      const { violations } = await globalThis.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"], elementRef: false });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary}`).join(" | ")}`);
    });
    assert.deepEqual(found, [], colorScheme);
  }
  const id = "t2.regulations.valid";
  await page.locator(`[data-unsure="${id}"] .unsure-name`).focus();
  await page.keyboard.press("Enter");
  await page.locator(`[data-cell="${id}"]:focus`).waitFor();
  await page.keyboard.press("a");
  await page.locator(`[data-unsure="${id}"]`).waitFor({ state: "detached" });
}, { expected }));

test("the picture stands in place of the source, and each leads to the other", withPage(async ({ page }) => {
  await pastePictures(page, [["image.png", await screenshot(report, 1)]]);
  await read(page);
  await allCells(page);
  await page.locator("#toggle-picture-view").click();
  await page.locator("#picture-view").waitFor();
  await until(async () => assert.equal(await page.locator("#source-view").count(), 0));
  await until(async () => assert.match(await page.locator("#picture-view").innerText(), /文字段落没有读/));
  const id = "t3.received.natural";
  await page.locator(`[data-cell="${id}"]`).click();
  const spot = page.locator(`[data-spot="${id}"].spot-chosen`);
  await spot.waitFor({ state: "attached" });
  // It comes into view by itself.
  const panels = await page.locator(".panels").boundingBox();
  let box;
  await until(async () => {
    const before = box;
    box = await spot.boundingBox();
    assert.equal(box.y, before?.y, "it still moves");
    assert.ok(box.y > panels.y && box.y + box.height + 8 < panels.y + panels.height, "it is out of view");
  });
  // From the picture to a cell: the one below it.
  await page.mouse.click(box.x + box.width / 2, box.y + box.height + 4);
  await page.locator("[data-cell='t3.carried_in.natural']:focus").waitFor();
  await page.locator("[data-spot='t3.carried_in.natural'].spot-chosen").waitFor({ state: "attached" });
}, { expected }));

test("a table that was read from a picture is copied as any other", withPage(async ({ page }) => {
  await pastePictures(page, [["image.png", await screenshot(report, 2)]]);
  await read(page);
  await allCells(page);
  await page.locator("[data-copy='t4']").click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const wanted = Object.entries(figures).filter(([id]) => id.startsWith("t4.")).map(([, value]) => figure(value));
  assert.deepEqual(copied.trim().split("\n").at(-1).split("\t").map(figure), wanted);
}, { expected }));

test("pictures that are chosen together are the pages of one report, in the order of their names", withPage(async ({ page }) => {
  const tables = [];
  for (const at of [0, 1, 2]) tables.push(await screenshot(report, at));
  const file = (name, buffer) => ({ name, mimeType: "image/png", buffer });
  await page.locator(".choose-file").setInputFiles([file("图10.png", tables[2]), file("图2.png", tables[1]), file("图1.png", tables[0])]);
  await read(page);
  const cells = await shown(page);
  for (const [id, value] of Object.entries(figures)) assert.equal(figure(cells[id]), figure(value), id);
  await until(async () => assert.match(await page.locator(".app-bar").innerText(), /图1\.png \+2/));
}, { expected }));

test("a picture that is refused says why and what to do, and nothing is lost", withPage(async ({ page }) => {
  await page.locator("#source").fill("已输入的文字");
  const poem = await screenshot("<p style='font-size:30px'>床前明月光，疑是地上霜。</p>");
  const row = `<tr>${"<td style='width:90px;height:40px;border:1px solid'>12".repeat(7)}`;
  const other = await screenshot(`<table style='border-collapse:collapse'>${row.repeat(9)}</table>`);
  for (const [bytes, why] of [
    [poem, /没有找到有框线的表格/],
    [other, /对不上|不一致/],
    [Buffer.from("89504e470d0a1a0a0000000d", "hex"), /打不开这张图片/],
  ]) {
    await pastePictures(page, [["image.png", bytes]]);
    await page.locator("#notice").filter({ hasText: why }).waitFor({ timeout: LONG });
    await until(async () => assert.equal(await page.locator("#source").inputValue(), "已输入的文字"));
  }
}, { expected }));

test("a picture of more pixels than are read is refused before it is unfolded", withPage(async ({ page }) => {
  // The first bytes of a png of 100,000 by 100,000 pixels.
  const head = Buffer.from("89504e470d0a1a0a0000000d49484452000186a0000186a00800000000", "hex");
  await pastePictures(page, [["image.png", head]]);
  await page.locator("#notice").filter({ hasText: "图片太大" }).waitFor({ timeout: LONG });
}, { expected }));

test("reading a picture can be stopped, and another is read afterwards", withPage(async ({ page }) => {
  const shot = await screenshot(report);
  await pastePictures(page, [["image.png", shot]]);
  await page.locator("#reading progress[max]").waitFor({ timeout: LONG });
  await page.locator("#reading button").click();
  await page.locator("#reading").waitFor({ state: "detached" });
  await until(async () => assert.equal(await page.locator("#verdict").count(), 0));
  await pastePictures(page, [["image.png", await screenshot(report, 2)]]);
  await read(page);
  assert.equal(figure((await shown(page))["t4.review.total"]), figure(figures["t4.review.total"]));
}, { expected }));

/** A pdf whose one page is a picture. */
function scan(data, width, height, keys = "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode") {
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>`,
    Buffer.concat([Buffer.from(`<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}${keys}/Length ${data.length}>>stream\n`), data, Buffer.from("\nendstream")]),
    "<</Length 31>>stream\nq 595 0 0 842 0 0 cm /I Do Q    \nendstream",
  ];
  const parts = [Buffer.from("%PDF-1.4\n")];
  const offsets = [];
  for (const [at, object] of objects.entries()) {
    offsets.push(parts.reduce((sum, part) => sum + part.length, 0));
    parts.push(Buffer.from(`${at + 1} 0 obj\n`), Buffer.from(object), Buffer.from("\nendobj\n"));
  }
  const start = parts.reduce((sum, part) => sum + part.length, 0);
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  parts.push(Buffer.from(`xref\n0 6\n0000000000 65535 f \n${table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${start}\n%%EOF`));
  return Buffer.concat(parts);
}

test("a scan in a pdf is read page by page", withPage(async ({ page }) => {
  const context = await (await launch()).newContext({ viewport: { width: 1000, height: 1414 }, deviceScaleFactor: 1.5 });
  const producer = await context.newPage();
  await producer.setContent(report);
  const jpeg = await producer.screenshot({ type: "jpeg", quality: 85, fullPage: true });
  const { width, height } = await producer.evaluate(() => ({ width: document.documentElement.scrollWidth, height: document.documentElement.scrollHeight }));
  await context.close();
  const buffer = scan(jpeg, Math.round(width * 1.5), Math.round(height * 1.5));
  await page.locator(".choose-file").setInputFiles({ name: "扫描.pdf", mimeType: "application/pdf", buffer });
  await read(page);
  const cells = await shown(page);
  for (const [id, value] of Object.entries(figures)) assert.equal(figure(cells[id]), figure(value), id);
}, { expected: (request) => expected(request) || isOpener(request) }));

test("a fax and other scans that are no JPEG are unpacked, read and shown", withPage(async ({ page }) => {
  const stream = (name) => readFileSync(new URL(`../../crates/files/tests/scans/${name}`, import.meta.url));
  const bit = "/ColorSpace/DeviceGray/BitsPerComponent 1";
  const pages = [
    ["传真.pdf", scan(stream("g4.bin"), 1800, 390, `${bit}/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 1800>>`)],
    ["二值.pdf", scan(stream("region.jb2"), 1800, 390, `${bit}/Filter/JBIG2Decode`)],
    ["彩色.pdf", scan(stream("colours.jp2"), 900, 195, "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/JPXDecode")],
  ];
  for (const [name, buffer] of pages) {
    if (name !== pages[0][0]) await page.getByRole("button", { name: "换一份年报" }).click();
    await page.locator(".choose-file").setInputFiles({ name, mimeType: "application/pdf", buffer });
    await page.locator(".app-bar").filter({ hasText: name }).waitFor({ timeout: LONG });
    await read(page);
    const cells = await shown(page);
    assert.equal(figure(cells["t4.review.total"]), "395", name);
    assert.equal(figure(cells["t4.direct.other"]), "169", name);
  }
  // A page that ends in the middle says so, and nothing of it is read.
  const cut = scan(stream("g4.bin").subarray(0, 2000), 1800, 390, `${bit}/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 1800>>`);
  await page.getByRole("button", { name: "换一份年报" }).click();
  await page.locator(".choose-file").setInputFiles({ name: "残缺.pdf", mimeType: "application/pdf", buffer: cut });
  await page.locator("#notice").filter({ hasText: /损坏/ }).waitFor();
}, { expected: (request) => expected(request) || isOpener(request) }));

const table4 = readFileSync(new URL("../../crates/pictures/tests/pictures/screenshot.png", import.meta.url));

test("a copied page that holds its tables as pictures is read with its text, and one whose pictures have addresses is told", withPage(async ({ page, seen }) => {
  const paste = (html) =>
    page.locator("#source").evaluate((element, html) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/html", html);
      clipboardData.setData("text/plain", "年报");
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, html);
  const words = "<h1>甲县教育局2023年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>本年度主动公开信息12条。</p><p>四、政府信息公开行政复议、行政诉讼情况</p>";
  await paste(`${words}<p><img src="https://example.invalid/a.png" width="900"></p>`);
  await page.locator(".failure").filter({ hasText: "图片" }).waitFor();
  await page.getByRole("button", { name: "清空" }).click();
  await paste(`${words}<p><img src="data:image/png;base64,${table4.toString("base64")}"></p>`);
  await read(page);
  const cells = await shown(page);
  assert.equal(figure(cells["t4.review.total"]), "395");
  await until(async () => assert.match(await page.locator("body").innerText(), /甲县教育局/));
  assert.deepEqual(seen.requests.filter((request) => /example\.invalid/.test(request)), []);
}, { expected }));

test("the reader is kept for visits without a network once it was used, and not before", async () => {
  const { context, page, seen } = await openPage({ keeps: true });
  await page.evaluate(() => navigator.serviceWorker.ready);
  const kept = () => page.evaluate(async () => (await (await caches.open((await caches.keys())[0])).keys()).map(({ url }) => url).filter((url) => /pictures-|viewer-|recogniser-/.test(url)).length);
  assert.equal(await kept(), 0);
  assert.deepEqual(seen.requests.filter(isViewer), []);
  await page.reload();
  await page.locator("html[data-ready]").waitFor({ state: "attached" });
  const shot = await screenshot(report, 2);
  await pastePictures(page, [["image.png", shot]]);
  await read(page);
  while ((await kept()) < 4) await page.waitForTimeout(100);
  await context.setOffline(true);
  await page.reload();
  await page.locator("html[data-ready]").waitFor({ state: "attached" });
  await pastePictures(page, [["image.png", shot]]);
  await read(page);
  assert.equal(figure((await shown(page))["t4.review.total"]), figure(figures["t4.review.total"]));
  await context.close();
});

const single = process.env.GOUJI_SINGLE_FILE;
test("the page in one file reads pictures where the reader is in it, and says so where it is not", { skip: single ? false : "GOUJI_SINGLE_FILE is not set: cargo xtask test does it" }, async () => {
  const shot = await screenshot(report, 2);
  const { context, page, seen } = await newPage();
  await page.goto(pathToFileURL(single).href);
  await page.locator("html[data-ready]").waitFor({ state: "attached" });
  await pastePictures(page, [["image.png", shot]]);
  await page.locator("#notice").filter({ hasText: "gouji-pictures.html" }).waitFor();
  const address = pathToFileURL(single.replace(/\.html$/, "-pictures.html")).href;
  await page.goto(address);
  await page.locator("html[data-ready]").waitFor({ state: "attached" });
  await pastePictures(page, [["image.png", shot]]);
  await read(page);
  assert.equal(figure((await shown(page))["t4.review.total"]), figure(figures["t4.review.total"]));
  assert.deepEqual(seen.errors, []);
  const asked = seen.requests.filter((request) => !/^(file|blob|data):/.test(request));
  assert.deepEqual(asked, []);
  await context.close();
});
