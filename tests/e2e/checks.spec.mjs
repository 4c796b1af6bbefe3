// The acceptance checks of the page that no other file holds; tests/README.md says which test holds which. Where a check could pass
// for nothing, it is seen to fail on something that is wrong.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { allCells, newPage, openPage, openSample, pasteEvent, setting, until, url, withPage } from "./harness.mjs";

const sample = (name) => readFileSync(new URL(`../../crates/app/samples/${name}.html`, import.meta.url), "utf8");
const broken = sample("contradictions-2021");

const cell = (page, id) => page.locator(`[data-cell="${id}"]`);
const value = (page, id) => cell(page, id).locator(".value").innerText();
const verdict = (page) => page.locator("#verdict").innerText();
const focused = (page) => page.evaluate(() => document.activeElement?.closest("[data-cell]")?.dataset.cell ?? document.activeElement?.id);
const allValues = async (page) =>
  (await allCells(page)).evaluateAll((all) => Object.fromEntries(all.map((one) => [one.dataset.cell, one.querySelector(".value").textContent])));

async function change(page, id, text) {
  await cell(page, id).focus();
  await page.keyboard.press("F2");
  await page.locator(".editor").fill(text);
  await page.keyboard.press("Enter");
  await until(async () => assert.equal(await value(page, id), text));
}

/** The sample, with a second contradiction in another block of table 4. */
async function openTwo(page) {
  await openSample(page, 0);
  await change(page, "t4.review.total", "9");
  await until(async () => assert.match(await verdict(page), /2 处矛盾/));
}

async function tabTo(page, wanted, presses = 80) {
  for (; presses > 0; presses -= 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((selector) => document.activeElement.matches(selector), wanted)) return;
  }
  assert.fail(`Tab never reached ${wanted}`);
}

async function download(page, button) {
  if (!(await page.locator(".out").evaluate((out) => out.open))) await page.locator(".out > summary").click();
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator(button).click()]);
  return readFileSync(await file.path());
}

/** Whether all of it is inside the window and nothing lies over its middle. */
const isInView = (locator) =>
  locator.evaluate((element) => {
    const { top, bottom, left, right } = element.getBoundingClientRect();
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return top >= 0 && bottom <= innerHeight && left >= 0 && right <= innerWidth && element.contains(hit);
  });

/** The cells that are lit, each with its sign. */
const lit = (page) =>
  page.locator(".cell:has(.badge:not(:empty))").evaluateAll((all) => Object.fromEntries(all.map((one) => [one.dataset.cell, one.querySelector(".badge").textContent])));

/** A report of tests/fixtures, as it would be pasted. */
function fixture(name) {
  const [html, text] = ["html", "txt"].map((ending) => new URL(`../fixtures/${name}/report.${ending}`, import.meta.url)).map((path) => (existsSync(path) ? readFileSync(path, "utf8") : ""));
  return { html, text };
}

const file = (name, content) => ({ name, mimeType: "", buffer: Buffer.from(content) });

async function drop(page, name, content) {
  await page.locator("h1").evaluate(
    (element, [name, bytes]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0))], name));
      element.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, Buffer.from(content).toString("base64")],
  );
}

// 2

/** Table 3 as rows with tabs, as one cell a line with and without the blank ones, and as a page's and a spreadsheet's HTML. */
const rows = [
  ["申请人情况", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"],
  ["一、本年新收政府信息公开申请数量", "5", "2", "", "", "", "1", "8"],
  ["二、上年结转政府信息公开申请数量", "1", "", "", "", "", "", "1"],
  ["（一）予以公开", "4", "2", "", "", "", "1", "7"],
  ["（七）总计", "4", "2", "", "", "", "1", "7"],
  ["四、结转下年度继续办理", "2", "", "", "", "", "", "2"],
];
const asRows = rows.map((row) => row.join("\t")).join("\n");
const asCells = rows.map((row) => row.join("\n")).join("\n");
const asFilledCells = rows.map((row) => row.filter(Boolean).join("\n")).join("\n");
const asHtml = `<table>${rows.map((row) => `<tr>${row.map((text) => `<td>${text}</td>`).join("")}</tr>`).join("")}</table>`;
const asSheet = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table border=0 style='border-collapse:collapse'><!--StartFragment--><col width=72>${rows
  .map((row) => `<tr height=18>${row.map((text) => (/^\d/.test(text) ? `<td align=right x:num>${text}</td>` : `<td class=xl65>${text || "　"}</td>`)).join("")}</tr>`)
  .join("")}<!--EndFragment--></table></body></html>`;

test("the same table from a page, a spreadsheet, tabs and one cell a line is read alike; where blanks were dropped a column is never guessed unsaid", withPage(async ({ page }) => {
  const results = {};
  for (const [name, content] of Object.entries({ page: { html: asHtml }, sheet: { html: asSheet }, tabs: { text: asRows }, cells: { text: asCells }, filled: { text: asFilledCells } })) {
    await pasteEvent(page, "h1", content);
    await until(async () => assert.ok((await page.locator(".folded-about").innerText()).startsWith("粘贴的内容")));
    await page.locator(".form-t3").waitFor();
    await until(async () => assert.equal(await page.locator(".results-stale").count(), 0));
    results[name] = {
      values: await allValues(page),
      errors: await page.locator(".finding[data-severity='error']").allInnerTexts(),
      infos: (await page.locator(".finding[data-severity='info']").allTextContents()).join(),
      skipped: (await page.locator(".count-skipped").allInnerTexts()).join(),
    };
    await page.getByRole("button", { name: "换一份年报" }).click();
  }
  const blankAlike = (values) => Object.fromEntries(Object.entries(values).map(([id, text]) => [id, text.replaceAll("　", "")]));
  const wanted = blankAlike(results.page.values);
  assert.equal(wanted["t3.received.natural"], "5");
  assert.equal(wanted["t3.received.other_org"], "1");
  assert.equal(wanted["t3.received.research"], "");
  for (const name of ["sheet", "tabs"]) {
    assert.deepEqual(blankAlike(results[name].values), wanted, name);
    assert.deepEqual(results[name].errors, results.page.errors, name);
  }
  // One cell a line, with the blank ones as blank lines or without: right or 'cannot be told', and that is said.
  for (const name of ["cells", "filled"]) {
    const { values, errors, infos, skipped } = results[name];
    for (const [id, text] of Object.entries(values)) assert.ok([wanted[id], "没有读到"].includes(text) || text.endsWith("？"), `${name}, ${id}: ${text}`);
    assert.ok(Object.values(values).some((text) => text.endsWith("？")), name);
    assert.match(infos, /无法确定|按“自然人”列理解/, name);
    assert.match(skipped, /无法判断 [1-9]/, name);
    assert.deepEqual(errors, results.page.errors, name);
  }
}));

// 5

test("a report that is dropped and the same chosen by keyboard alone give the same; what is no report names what is read", withPage(async ({ page }) => {
  await drop(page, "年报.html", broken);
  await page.locator("#verdict").waitFor();
  const dropped = [await verdict(page), await allValues(page), await page.locator(".finding").allInnerTexts()];
  await page.getByRole("button", { name: "换一份年报" }).focus();
  await page.keyboard.press("Enter");
  let chooser;
  page.on("filechooser", (opened) => (chooser = opened));
  // The keyboard goes to the box a moment after the report has gone.
  await until(async () => assert.equal(await focused(page), "source"));
  await tabTo(page, "input.choose-file");
  await page.keyboard.press("Enter");
  await until(() => assert.ok(chooser));
  await chooser.setFiles(file("年报.html", broken));
  await page.locator("#verdict").waitFor();
  await until(async () => assert.deepEqual([await verdict(page), await allValues(page), await page.locator(".finding").allInnerTexts()], dropped));
  for (const [name, content] of [
    ["年报.7z", Buffer.from("377abcaf271c0004", "hex")],
    ["年报.rar", "Rar!\u001a\u0007\u0001\u0000"],
    ["年报.caj", "CAJ\u0000\u0000\u0000\u0000"],
  ]) {
    await drop(page, name, content);
    await until(async () => assert.match(await page.locator("#notice").innerText(), new RegExp(`^${name}：.*\\.docx.*\\.xlsx.*\\.pdf.*\\.html.*\\.txt`)));
    assert.equal(await verdict(page), dropped[0], "the report is still there");
  }
}));

// 6

test("nothing, a poem, bytes, another table and a notice each have words of their own, and none passes", withPage(async ({ page, seen }) => {
  const bytes = String.fromCharCode(...Array.from({ length: 400 }, (_, index) => ((index * 7919) % 255) + 1));
  const nonsense = {
    nothing: { text: " \n\t　 " },
    poem: { text: "床前明月光，疑是地上霜。" },
    bytes: { text: bytes },
    table: { html: "<table><tr><th>姓名</th><th>年龄</th></tr><tr><td>甲</td><td>41</td></tr></table>" },
    school: fixture("near-school-year"),
    notice: fixture("near-notice"),
    template: fixture("near-template"),
  };
  const said = {};
  for (const [name, { text, html }] of Object.entries(nonsense)) {
    if (html) await pasteEvent(page, "#source", { html, text: "x" });
    else await page.locator("#source").fill(text.replaceAll("\r", ""));
    await page.locator(".failure").waitFor();
    await until(async () => assert.equal(await page.locator(".results-stale").count(), 0));
    said[name] = await page.locator(".failure").innerText();
    await until(async () => assert.equal(await page.locator(".verdict, .count, .verdict-clean").count(), 0, name));
    await until(async () => assert.doesNotMatch(await page.locator("main").innerText(), /表内等式 \d|没有发现矛盾/, name));
    await page.getByRole("button", { name: "清空" }).click();
    await page.locator(".failure").waitFor({ state: "detached" });
  }
  assert.match(said.nothing, /没有内容/);
  for (const name of ["poem", "bytes", "table"]) assert.match(said[name], /没有找到政府信息公开工作年度报告的表格/, name);
  assert.match(said.school, /学校/);
  assert.match(said.notice, /通知/);
  assert.match(said.template, /空白模板/);
  // A file of bytes has its own.
  await drop(page, "数据.bin", Buffer.from(Array.from({ length: 500 }, (_, index) => (index * 7919) % 256)));
  await until(async () => assert.match(await page.locator("#notice").innerText(), /^数据\.bin：.*(不支持|损坏|编码)/));
  // The page's own readers had a look at it.
  seen.requests.splice(0, seen.requests.length, ...seen.requests.filter((request) => !/opener-/.test(request)));
  // The control: a report does get its verdict, in the same place.
  await pasteEvent(page, "#source", { html: sample("clean-2021") });
  await until(async () => assert.match(await page.locator("main").innerText(), /表内等式 \d+/));
}));

// 8

test("blank, stroke, dash, zero, a full-width digit and a separator are shown as typed, and each equation says how it read them", withPage(async ({ page }) => {
  const typed = { natural: "3", business: "", research: "/", welfare: "—", legal: "０", other: "1,024", total: "1027" };
  const paste = (total) =>
    pasteEvent(page, "h1", {
      text: rows.map((row) => (row[0] === "（一）予以公开" ? [row[0], ...Object.values({ ...typed, total })] : row).join("\t")).join("\n"),
    });
  await paste("1027");
  await page.locator(".form-t3").waitFor();
  const ids = await page.locator("[data-cell^='t3.granted.']").evaluateAll((all) => all.map((one) => one.dataset.cell));
  assert.deepEqual(await Promise.all(ids.map((id) => value(page, id))), Object.values(typed));
  await cell(page, ids[0]).click();
  await page.locator(".relation", { hasText: "每行合计" }).click();
  const equation = page.locator("#detail .equation");
  await until(async () => assert.match(await equation.innerText(), /相符/));
  const figures = async () => (await equation.locator(".term .figure").allInnerTexts()).map((text) => text.trim());
  assert.deepEqual(await figures(), ["3", "空白，按 0 计", "填“/”，按 0 计", "填“—”，按 0 计", "0", "1024", "1027"]);
  // The control: had one of them been taken for something else, the sum would not hold.
  await paste("1028");
  await page.locator(".finding[data-rule='t3.row-total']").waitFor();
  assert.deepEqual(await Promise.all(ids.slice(0, 6).map((id) => value(page, id))), Object.values(typed).slice(0, 6));
}));

// 11

test("the ledgers are the JSON's, for every sample and after a change", withPage(async ({ page }) => {
  const counts = async () => {
    const all = await page.locator(".count-tables, .count-text, .count-prior, .count-group").allInnerTexts();
    return all.map((words) => words.match(/(\d+)\/(\d+)/).slice(1).map(Number));
  };
  const counted = ({ findings, claims, coverage }) => {
    const failing = findings.filter(({ severity, equation, rule }) => equation && severity === "error" && !rule.startsWith("text.")).length;
    const agreeing = (wanted) => claims.filter(({ agrees }) => agrees === wanted).length;
    const [tables, prose] = [[coverage.equations_checked - failing, coverage.equations_checked], [agreeing(true), agreeing(true) + agreeing(false)]];
    const { ledgers } = coverage;
    assert.deepEqual([ledgers.tables, ledgers.text].map(({ checked, failed }) => [checked - failed, checked]), [tables, prose], "counted from the findings");
    return [tables, prose].filter(([, checked], index) => index === 0 || checked > 0);
  };
  const json = async () => JSON.parse(await download(page, "[data-make='年报核对单-json']"));
  for (const nth of [0, 1, 2]) {
    await openSample(page, nth);
    await until(async () => assert.deepEqual(await counts(), counted(await json())));
    await page.getByRole("button", { name: "换一份年报" }).click();
  }
  await openTwo(page);
  await change(page, "t3.granted.total", "25");
  await change(page, "t4.after_review.total", "x");
  const now = await counts();
  assert.deepEqual(now, counted(await json()));
  assert.ok(now[0][1] - now[0][0] > 2, now.join());
  await until(async () => assert.match((await page.locator(".count-skipped").innerText()), /无法判断 [1-9]/));
}));

// 12

for (const [width, height] of [[1280, 720], [320, 640]]) {
  test(`Enter on one finding after another: in view, every cell with its part, nothing left of the one before; ${width} px`, withPage(async ({ page }) => {
    await openTwo(page);
    const [first, second] = await page.locator(".cause-error .finding").evaluateAll((all) => all.map(({ id }) => id));
    const equation = (block) => ({ [`t4.${block}.upheld`]: "+", [`t4.${block}.corrected`]: "+", [`t4.${block}.other`]: "+", [`t4.${block}.pending`]: "+", [`t4.${block}.total`]: "=" });
    for (const [id, block] of [[first, "review"], [second, "direct"], [first, "review"]]) {
      await page.locator(`#${id}`).focus();
      await page.keyboard.press("Enter");
      await until(async () => assert.deepEqual(await lit(page), equation(block)));
      await until(async () => assert.equal(await focused(page), `t4.${block}.upheld`));
      await until(async () => assert.ok(await isInView(cell(page, `t4.${block}.upheld`))));
    }
    await page.keyboard.press("Escape");
    await until(async () => assert.deepEqual(await lit(page), {}));
  }, { viewport: { width, height }, reducedMotion: "reduce" }));
}

// 14

test("every finding of every fixture is in official words with both sums, and says nothing in code", withPage(async ({ page }) => {
  const folder = new URL("../fixtures/", import.meta.url);
  const seen = new Set();
  const code = /\b[a-z][a-z0-9_]*\.[a-z]|\b(null|undefined|true|false|NaN)\b|[{}]|\bt[234]\b/;
  for (const name of readdirSync(folder).filter((name) => existsSync(new URL(`${name}/expected.json`, folder)))) {
    await pasteEvent(page, "#source", fixture(name));
    await page.locator("#verdict").waitFor();
    await allCells(page);
    const labels = await page.locator(".form th").evaluateAll((all) => all.map((one) => one.textContent));
    await page.locator(".infos").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
    for (const id of await page.locator(".finding").evaluateAll((all) => all.map(({ id }) => id))) {
      const finding = page.locator(`#${id}`);
      const [rule, severity, words] = await finding.evaluate((one) => [one.dataset.rule, one.dataset.severity, one.innerText]);
      seen.add(rule);
      assert.doesNotMatch(words, code, `${name}, ${rule}`);
      await finding.click();
      await page.locator("#detail").waitFor();
      await until(async () => assert.equal(await page.locator(".finding-chosen").getAttribute("id"), id));
      if (severity === "info" || !(await page.locator("#detail .equation").count())) continue;
      assert.ok(labels.some((label) => words.includes(label.replace(/^[一二三四]、|^（[一二三四五六七]）|^\d\./, ""))), `${name}, ${rule}: ${words}`);
      const detail = await page.locator("#detail .equation").innerText();
      assert.match(detail, /≠\s*不符/, `${name}, ${rule}`);
      const by = detail.match(/差 ([\d.]+)：/)?.[1];
      assert.ok(by && words.includes(`差 ${by}`), `${name}, ${rule}: ${words} / ${detail}`);
      const sides = await page.locator("#detail .side").evaluateAll((all) => all.map((side) => Number((side.querySelector(".sum .figure") ?? side.querySelector(".term .figure"))?.textContent.match(/[\d.]+/)?.[0] ?? 0)));
      assert.ok(Math.abs(Math.abs(sides[0] - sides[1]) - Number(by)) < 1e-6, `${name}, ${rule}: ${sides} differ by ${by}`);
    }
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "换一份年报" }).click();
    await page.locator("#verdict").waitFor({ state: "detached" });
  }
  for (const rule of ["t3.row-total", "t3.result-total", "t3.balance", "t4.total", "cell.format", "text.table", "year.mismatch"]) assert.ok(seen.has(rule), `${rule} in ${[...seen]}`);
  assert.ok(code.test("t3.granted.total") && code.test("agrees: null"), "the control: code is seen");
}));

// 15

test("of 2023年, 3件 and 13件 only the digits that are meant are marked", withPage(async ({ page }) => {
  const sentence = "2023年全年共收到政府信息公开申请3件，其中予以公开24件。另办理建议提案13件。";
  await pasteEvent(page, "#source", { html: broken.replace(/全年共收到政府信息公开申请38件[^<]*/, sentence) });
  await page.locator("#verdict").waitFor();
  await page.locator("#toggle-source-view").click();
  // The mark's offset in its paragraph, and what stands there.
  const marks = () =>
    page.locator(".mark-claim").evaluateAll((all) =>
      all.map((mark) => {
        const range = document.createRange();
        range.setStart(mark.closest("p"), 0);
        range.setEndBefore(mark);
        const before = range.cloneContents();
        before.querySelectorAll(".visually-hidden").forEach((hidden) => hidden.remove());
        return [before.textContent.length, mark.firstChild.textContent, mark.dataset.source];
      }),
    );
  const at = (words, digits) => sentence.indexOf(words) + words.indexOf(digits);
  await until(async () => assert.deepEqual(await marks(), [
    [at("申请3件", "3"), "3", "t3.received.total"],
    [at("公开24件", "24"), "24", "t3.granted.total"],
  ]));
  await until(async () => assert.match(await page.locator(".finding[data-rule='text.table']").innerText(), /正文写“3”.*为 38/));
}));

// 16

test("a figure that was not carried over names both years' cells, and the year of the other report", withPage(async ({ page }) => {
  await openSample(page, 0);
  await page.locator("#toggle-prior").click();
  const last = broken.replaceAll(/20(\d\d)(?=年)/g, (year) => String(Number(year) - 1));
  await pasteEvent(page, "#prior-source", { html: last.replace(/(结转下年度继续办理<\/td>\s*)<td>0<\/td>/, "$1<td>4</td>") });
  const finding = page.locator(".finding[data-rule='prior.carry']").first();
  await finding.waitFor();
  await until(async () => assert.match(await finding.innerText(), /上年（2022年）年报“四、结转下年度继续办理·自然人”为 4，本年“二、上年结转政府信息公开申请数量·自然人”为 0/));
  await until(async () => assert.match(await page.locator(".subject").first().innerText(), /2023 年度/));
}));

// 18

test("applying all is one step and said once; taken back the tables are the same bytes, done again the changed ones", withPage(async ({ page }) => {
  await openTwo(page);
  const bytes = async () => (await download(page, "[data-make='年报表格-html']")).toString("base64");
  const before = await bytes();
  await page.evaluate(() => {
    globalThis.announced = [];
    new MutationObserver((changes) => changes.forEach(({ addedNodes }) => addedNodes.forEach((node) => announced.push(node.textContent)))).observe(document.querySelector("#live"), { childList: true });
  });
  const announced = () => page.evaluate(() => globalThis.announced.splice(0));
  await page.locator("#apply-all").click();
  await until(async () => assert.match(await verdict(page), /没有发现矛盾/));
  const said = await announced();
  assert.equal(said.length, 1, said.join());
  assert.match(said[0], /没有发现矛盾/);
  const after = await bytes();
  assert.notEqual(after, before, "the control: a change is a change of bytes");
  for (const [keys, words, wanted] of [["Control+z", /已撤销/, before], ["Control+y", /已重做/, after], ["Control+z", /已撤销/, before]]) {
    await announced();
    await page.locator("#verdict").focus();
    await page.keyboard.press(keys);
    await until(async () => assert.match(await page.locator("#live").innerText(), words));
    const said = await announced();
    assert.equal(said.length, 1, said.join());
    assert.equal(await bytes(), wanted);
  }
}));

// 19, 20

test("what is ignored is passed over by F8 whatever is left, and comes back with the page", withPage(async ({ page, seen }) => {
  await openTwo(page);
  await change(page, "t3.partial.total", "4");
  await page.locator(".cause-error .finding").first().click();
  await page.getByRole("button", { name: "仅忽略这一处" }).click();
  await until(async () => assert.match(await page.locator(".count-ignored").innerText(), /已忽略 1/));
  await until(async () => assert.match(await page.locator(".ignored > summary").innerText(), /已忽略 1 条/));
  const all = await page.locator(".causes .finding, .infos .finding").count();
  const visited = new Set();
  for (const key of [...Array(all + 1).fill("F8"), "Shift+F8", "Shift+F8"]) {
    const before = await page.locator("#live p").innerText();
    await page.keyboard.press(key);
    await until(async () => assert.notEqual(await page.locator("#live p").innerText(), before));
    const chosen = page.locator(".finding-chosen");
    await until(async () => assert.equal(await chosen.count(), 1));
    await until(async () => assert.ok(await chosen.isVisible(), "the chosen finding is one that is shown"));
    visited.add(await chosen.getAttribute("id"));
  }
  assert.equal(visited.size, all, "and each of those is reached");
  await page.reload();
  await page.waitForSelector("html[data-ready][data-warm]", { state: "attached" });
  await openSample(page, 0);
  await until(async () => assert.equal(await page.locator(".count-ignored").count(), 0));
  seen.requests.length = 0; // The reload.
}));

// 25

test("a changed address leads to a finding of the report that is loaded; address, title and history never have its text", withPage(async ({ page, seen }) => {
  await openTwo(page);
  const outside = () => page.evaluate(() => [decodeURIComponent(location.href), document.title, JSON.stringify(history.state)].join(" "));
  for (const [key, block] of [["t4.total@t4.direct.total", "direct"], ["t4.total@t4.review.total", "review"]]) {
    await page.evaluate((key) => { location.hash = `#f=${key}`; }, key);
    await until(async () => assert.equal(await focused(page), `t4.${block}.upheld`));
    await until(async () => assert.equal(await page.locator(".finding-chosen").count(), 1));
  }
  await page.goBack();
  await until(async () => assert.equal(await focused(page), "t4.direct.upheld"));
  await page.evaluate(() => { location.hash = "#f=no.such@thing"; });
  await until(async () => assert.match(await page.locator("#notice").innerText(), /不在这份年报的结果里/));
  assert.doesNotMatch(await outside(), /青槐|申请|14407|行政复议/);
  await page.evaluate(() => { location.hash = "#f=%E7%94%B3"; });
  await until(async () => assert.match(await page.locator("#notice").innerText(), /不在这份年报的结果里/));
  // Chromium looks at the page's own icon again where the address changes.
  seen.requests.splice(0, seen.requests.length, ...seen.requests.filter((request) => !/\/icon-[0-9a-f]+\.svg$/.test(request)));
}));

// 26

const single = process.env.GOUJI_SINGLE_FILE;
for (const [place, address] of [["from a server", url], ["as one file from a disk", single && pathToFileURL(single).href]]) {
  const skip = address ? false : "GOUJI_SINGLE_FILE is not set: cargo xtask test does it";
  test(`all that a person does with a report asks for nothing: ${place}`, { skip }, async () => {
    const { context, page, seen } = await newPage();
    await page.goto(address);
    await page.waitForSelector("html[data-ready][data-warm]", { state: "attached" });
    seen.requests.length = 0;
    await pasteEvent(page, "#source", { html: broken, text: "x" });
    await page.locator("#finding-0").click();
    await page.locator(".repair .apply").first().click();
    await until(async () => assert.match(await verdict(page), /没有发现矛盾/));
    await page.locator("#undo").click();
    await page.locator("#redo").click();
    await page.locator("#revert-all").click();
    await page.locator("#finding-0").click();
    await page.locator("[data-copy='t4']").click();
    for (const toggle of ["prior", "flow", "source-view"]) await page.locator(`#toggle-${toggle}`).click();
    await pasteEvent(page, "#prior-source", { html: broken.replaceAll("2023年", "2022年") });
    await page.locator("#prior-changes, .prior, #prior").first().waitFor();
    for (const button of await page.locator("[data-make]").evaluateAll((all) => all.map((one) => one.dataset.make))) await download(page, `[data-make='${button}']`);
    for (const language of ["English", "繁體中文", "简体中文"]) await setting(page, language);
    for (const look of ["大字", "深色"]) await setting(page, look);
    await page.locator("#verdict").focus();
    await page.keyboard.press("?");
    await page.locator("#help").waitFor();
    await page.keyboard.press("Escape");
    await page.emulateMedia({ media: "print" });
    await page.pdf({ format: "A4" });
    assert.deepEqual(seen.errors, []);
    assert.deepEqual(seen.requests.filter((request) => !/^(blob|data):/.test(request)), []);
    // The control: a request would be seen.
    await page.evaluate((address) => fetch(address).catch(() => {}), `${url}e2e/api.html?control`);
    await page.evaluate((address) => void Object.assign(new Image(), { src: address }), "http://127.0.0.1:9/pixel.png");
    await until(() => assert.ok(seen.requests.length > 0 || seen.errors.length > 0));
    await context.close();
  });
}

// 29

for (const [width, height] of [[1280, 720], [320, 640]]) {
  test(`Tab walks through all of a checked report and out again, and what has the keyboard is seen; ${width} px`, withPage(async ({ page }) => {
    await openSample(page, 0);
    await page.locator("#finding-0").click();
    await until(async () => assert.equal(await page.locator("#detail").count(), 1));
    await page.locator(".skip").focus();
    await page.keyboard.press("Tab");
    const hidden = [];
    const reached = [];
    let presses = 0;
    for (; presses < 150; presses += 1) {
      const here = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === document.body || element === document.documentElement) return null;
        // A hidden field shows its focus on its label.
        const seen = element.classList.contains("visually-hidden") ? element.closest("label") : element;
        const { top, bottom, left, right } = seen.getBoundingClientRect();
        const [x, y] = [(Math.max(left, 0) + Math.min(right, innerWidth)) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2];
        const hit = document.elementFromPoint(x, y);
        const style = getComputedStyle(seen);
        return {
          name: `${element.tagName.toLowerCase()}#${element.id}.${element.className} ${element.textContent.slice(0, 20)}`,
          outlined: style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2,
          shown: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth && Boolean(hit) && (seen.contains(hit) || hit.contains(seen)),
        };
      });
      if (!here) break;
      reached.push(here.name);
      if (!here.outlined) hidden.push(`no outline: ${here.name}`);
      if (!here.shown) hidden.push(`not in view: ${here.name}`);
      await page.keyboard.press("Tab");
    }
    assert.ok(presses < 150, "the keyboard gets out");
    for (const part of ["finding-0", "toggle-prior", "td#", "copy", "link-here"]) assert.ok(reached.some((name) => name.includes(part)), `${part} in ${reached.join(", ")}`);
    assert.deepEqual(hidden, []);
  }, { viewport: { width, height }, reducedMotion: "reduce" }));
}

test("to a screen reader: cells with column, row, figure and what is wrong; captions, scopes; one live region, with the verdict", withPage(async ({ page }) => {
  await openSample(page, 0);
  await change(page, "t3.received.total", "45");
  const tree = await page.locator(".form-t3").ariaSnapshot();
  assert.match(tree, /grid "三、收到和处理政府信息公开申请情况/);
  assert.match(tree, /columnheader "自然人"/);
  assert.match(tree, /rowheader "一、本年新收政府信息公开申请数量"/);
  assert.match(tree, /gridcell "总计列，一、本年新收政府信息公开申请数量行，45，不符 \d 项/);
  await until(async () => assert.equal(await page.locator(".form th:not([scope])").count(), 0));
  const nameless = await (await allCells(page)).evaluateAll((all) => all.filter((one) => !one.getAttribute("aria-label")).length);
  assert.equal(nameless, 0);
  const regions = page.locator("[aria-live], [role='status'], [role='alert'], [role='log'], output");
  await until(async () => assert.equal(await regions.count(), 1));
  await until(async () => assert.match(await regions.innerText(), /\d 处矛盾/));
}));

// 31

test("where less motion is asked for nothing moves", async () => {
  const moving = async (reducedMotion) => {
    const { context, page } = await openPage({ reducedMotion });
    await openSample(page, 0);
    const found = await page.evaluate(() =>
      [...document.querySelectorAll("*")].filter((element) => {
        const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
        return transitionDuration.split(",").some((part) => Number.parseFloat(part) > 0) || animationName !== "none" || scrollBehavior === "smooth";
      }).length,
    );
    await context.close();
    return found;
  };
  assert.equal(await moving("reduce"), 0);
  assert.ok((await moving("no-preference")) > 0, "the control");
});

test("at 400 % every command is reached and nothing lies over it", withPage(async ({ page }) => {
  await openSample(page, 0);
  for (const opened of [false, true]) {
    if (opened) {
      await page.locator("#finding-0").click();
      await page.locator(".out > summary").click();
    }
    const lost = await page.evaluate(() =>
      [...document.querySelectorAll("button, summary, label.button, a[href], textarea")]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.classList.contains("skip"))
        .filter((one) => {
          one.scrollIntoView({ block: "center", inline: "center" });
          const { top, bottom, left, right } = one.getBoundingClientRect();
          const hit = document.elementFromPoint((left + right) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2);
          return !(left >= -1 && right <= innerWidth + 1 && hit && (one.contains(hit) || hit.contains(one)));
        })
        .map((one) => `${one.className} ${one.textContent.slice(0, 20)}`),
    );
    assert.deepEqual(lost, []);
  }
}, { viewport: { width: 320, height: 256 }, reducedMotion: "reduce" }));

// 32

test("main buttons are 44 pixels high, and in large text every line is one and a half high", withPage(async ({ page }) => {
  const low = async () => page.locator(".button:visible:not(.button-small):not(.button-inline)").evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.textContent));
  assert.deepEqual(await low(), []);
  await openSample(page, 0);
  await setting(page, "大字");
  const tight = await page.locator("main p:visible, main li:visible").evaluateAll((all) =>
    all.filter((one) => Number.parseFloat(getComputedStyle(one).lineHeight) < 1.5 * Number.parseFloat(getComputedStyle(one).fontSize) - 0.5).map((one) => `${one.className} ${one.textContent.slice(0, 20)}`),
  );
  assert.deepEqual(tight, []);
}));

// 33

test("dark follows the system and the switch; white text on white that is pasted can be read in either", withPage(async ({ page }) => {
  const white = broken.replaceAll("<td>", "<td style='color:#fff;background:#fff'><font color='white'>").replaceAll("</td>", "</font></td>");
  assert.ok(white.includes("<font"));
  await pasteEvent(page, "#source", { html: white, text: "x" });
  await page.locator("#verdict").waitFor();
  await page.locator("#toggle-source-view").click();
  const light = () =>
    page.evaluate(() => {
      const channel = (part) => (part / 255 <= 0.03928 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
      const luminance = (color) => {
        const [r, g, b] = color.match(/[\d.]+/g).map(Number);
        return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
      };
      const paper = (element) => {
        for (let one = element; one; one = one.parentElement) {
          const { backgroundColor } = getComputedStyle(one);
          if (!/^rgba\(.*, 0\)$|transparent/.test(backgroundColor)) return backgroundColor;
        }
        return "rgb(255, 255, 255)";
      };
      const contrast = (element) => {
        const [a, b] = [luminance(getComputedStyle(element).color), luminance(paper(element))].sort((a, b) => b - a);
        return (a + 0.05) / (b + 0.05);
      };
      const cells = [...document.querySelectorAll("[data-cell] .value, .source-table td")].filter((one) => one.textContent.trim());
      return { paper: luminance(paper(document.body)), lowest: Math.min(...cells.map(contrast)), cells: cells.length };
    });
  const looks = {};
  for (const [name, scheme, press] of [["light", "light"], ["dark", "dark"], ["light again", "light"], ["switched", "light", "深色"], ["switched in dark", "dark"]]) {
    await page.emulateMedia({ colorScheme: scheme });
    if (press) await setting(page, press);
    await until(async () => {
      looks[name] = await light();
      // The tables and the source beside them are drawn piece by piece.
      assert.ok(looks[name].cells > 300, `${name}: ${looks[name].cells} cells`);
      assert.ok(looks[name].lowest >= 4.5, `${name}: ${looks[name].lowest}`);
    });
  }
  assert.ok(looks.light.paper > 0.8 && looks.dark.paper < 0.1 && looks["light again"].paper > 0.8);
  assert.ok(looks.switched.paper < 0.1 && looks["switched in dark"].paper < 0.1);
}, { reducedMotion: "reduce" }));

test("no word is missing in any language, and official labels keep theirs", withPage(async ({ page }) => {
  await openTwo(page);
  for (const toggle of ["prior", "flow"]) await page.locator(`#toggle-${toggle}`).click();
  await page.locator(".cause-error .finding").first().click();
  for (const [language, tag] of [["English", "en"], ["繁體中文", "zh-Hant"], ["简体中文", "zh-CN"]]) {
    await setting(page, language);
    await until(async () => assert.equal(await page.locator("html").getAttribute("lang"), tag));
    await until(async () => assert.doesNotMatch(await page.locator("body").innerText(), /undefined|null|\{\w*\}|\[\w+\]/));
    // Chinese in an English page is marked as Chinese, wherever it stands.
    const unmarked = await page.evaluate((tag) => {
      if (tag !== "en") return [];
      const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
      const found = [];
      while (walker.nextNode()) {
        const { data, parentElement } = walker.currentNode;
        if (/[\u4e00-\u9fff]/.test(data) && parentElement.closest("[lang]").lang === "en" && parentElement.checkVisibility()) found.push(data);
      }
      return found;
    }, tag);
    assert.deepEqual(unmarked, []);
    for (const table of ["t2", "t3", "t4"]) assert.equal(await page.locator(`.form-${table}`).getAttribute("lang"), "zh-CN");
  }
}));
