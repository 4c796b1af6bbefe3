// What stands beside a report: last year's, other files, its own source, the picture of its applications.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { openSample, pasteEvent, setting, until, withPage } from "./harness.mjs";

const sample = (name) => readFileSync(new URL(`../../crates/app/samples/${name}.html`, import.meta.url), "utf8");
const broken = sample("contradictions-2021");
const clean = sample("clean-2021");

const cell = (page, id) => page.locator(`[data-cell="${id}"]`);

/** The report of the year before: the sample with every year one less, and some figures changed. */
const yearOf = (html, by) => html.replaceAll(/20(\d\d)(?=年)/g, (year) => String(Number(year) + by));

test("last year's report: changes cell by cell, large swings as information", withPage(async ({ page }) => {
  await openSample(page, 0);
  await page.locator("#toggle-prior").click();
  const last = yearOf(broken, -1).replace("14407", "407");
  await pasteEvent(page, "#prior-source", { html: last });
  await page.locator("#prior-changes").waitFor();
  const line = page.locator("#prior-changes tbody tr", { hasText: "行政许可" });
  await until(async () => assert.match((await line.innerText()).replace(/\s+/g, " "), /407 14407 \+14000 ▲ 变化较大/));
  await until(async () => assert.equal(await page.locator("#prior-pair").count(), 0));
  // What was being checked is still there, and still says the same.
  await until(async () => assert.match(await page.locator("#verdict").innerText(), /1 处矛盾/));
  await line.getByRole("button").click();
  await until(async () => assert.equal(await page.evaluate(() => document.activeElement.dataset.cell), "t2.licensing.decisions"));
}));

test("swapped and unrelated years are told, and a swap puts it right", withPage(async ({ page }) => {
  await openSample(page, 0);
  await page.locator("#toggle-prior").click();
  await pasteEvent(page, "#prior-source", { html: yearOf(broken, 1) });
  await until(async () => assert.match(await page.locator("#prior-pair").innerText(), /可能放反了，未作比较/));
  await page.getByRole("button", { name: "对调两份年报" }).click();
  await page.locator(".subject", { hasText: "2024 年度" }).waitFor();
  await until(async () => assert.equal(await page.locator("#prior-pair").count(), 0));
  await page.getByRole("button", { name: "移除上一年年报" }).click();
  await pasteEvent(page, "#prior-source", { html: yearOf(broken, -4) });
  await until(async () => assert.match(await page.locator("#prior-pair").innerText(), /中间隔了年份，未作比较/));
}));

test("what must carry over from last year is judged, with the figure of the other report", withPage(async ({ page }) => {
  await openSample(page, 0);
  await page.locator("#toggle-prior").click();
  const row = /(结转下年度继续办理<\/td>\s*)<td>0<\/td>/;
  const last = yearOf(broken, -1);
  assert.match(last, row);
  await pasteEvent(page, "#prior-source", { html: last.replace(row, "$1<td>4</td>") });
  const finding = page.locator(".finding[data-rule='prior.carry']").first();
  await finding.waitFor();
  await finding.click();
  await until(async () => assert.match(await page.locator("#detail .equation").innerText(), /上一年年报：四、结转下年度继续办理·自然人\s+4/));
  await page.getByRole("button", { name: "移除上一年年报" }).click();
  await until(async () => assert.equal(await page.locator(".finding[data-rule='prior.carry']").count(), 0));
}));

test("what is no report is refused in last year's place, and the report stays", withPage(async ({ page }) => {
  await openSample(page, 0);
  await page.locator("#toggle-prior").click();
  await pasteEvent(page, "#prior-source", { text: "床前明月光" });
  await until(async () => assert.match(await page.locator("#prior-refused").innerText(), /没有读成.*没有找到/));
  await until(async () => assert.match(await page.locator("#verdict").innerText(), /1 处矛盾/));
  await page.locator("input.choose-prior").setInputFiles({ name: "去年.html", mimeType: "", buffer: Buffer.from(yearOf(broken, -1)) });
  await page.getByText("所有单元格都相同").waitFor();
}));

const files = (...named) => named.map(([name, text]) => ({ name, mimeType: "", buffer: Buffer.from(text) }));

test("several files are all read, listed, sorted, opened in full, and exported", withPage(async ({ page }) => {
  await page.locator("input.choose-file").setInputFiles(
    files(["甲.html", clean], ["乙.html", broken], ["丙.txt", "床前明月光"], ["丁.html", yearOf(clean, -1)]),
  );
  const rows = page.locator("#files tbody tr");
  await page.locator("#no-parent, [data-make='list-csv']").first().waitFor();
  await until(async () => assert.equal(await rows.count(), 4));
  const names = () => rows.locator("th").allInnerTexts();
  const name = (row) => row.locator("th").first().textContent();
  await until(async () => assert.deepEqual((await names()).map((name) => name.split("\n")[0].trim()), ["乙.html", "丙.txt", "甲.html", "丁.html"], "the worst first"));
  await until(async () => assert.match(await rows.nth(1).textContent(), /没有找到/));
  await until(async () => assert.match(await rows.nth(0).textContent(), /≠ 1/));
  await until(async () => assert.match(await page.locator("#live").innerText(), /4 个文件已读完，其中 1 个有矛盾，1 个没有读成/));
  // The report on the year before has the same figures, which is told of the later one.
  await until(async () => assert.equal(await page.locator("#files-total").innerText(), "4 份：1 份有矛盾，1 份未能核对，1 份有提示，1 份未发现问题"));
  await page.locator("#sort-files").click();
  await until(async () => assert.match(await name(rows.first()), /^甲\.html/));
  await page.locator("#sort-files").click();
  await until(async () => assert.match(await name(rows.first()), /^乙\.html/));

  await page.getByRole("button", { name: "乙.html" }).click();
  await page.locator(".finding[data-rule='t4.total']").waitFor();
  await until(async () => assert.match(await page.locator(".folded-about").innerText(), /文件 乙\.html/));
  // The report stands above its list, and its headline in view.
  await until(async () => assert.ok(await page.locator("#verdict").evaluate((verdict) => verdict.getBoundingClientRect().top >= 0 && verdict.getBoundingClientRect().bottom <= innerHeight)));
  await until(async () => assert.equal(await rows.first().locator("[aria-current]").count(), 1));

  const [csv] = await Promise.all([page.waitForEvent("download"), page.locator("[data-make='list-csv']").click()]);
  const lines = readFileSync(await csv.path(), "utf8").split("\r\n");
  assert.equal(lines[0], "\ufeff文件,年报,年度,矛盾,提示,读到的单元格");
  assert.match(lines[1], /^乙\.html,.*,2023,1,0,200 \/ 200$/);
  const [xlsx] = await Promise.all([page.waitForEvent("download"), page.locator("[data-make='list-xlsx']").click()]);
  const workbook = readFileSync(await xlsx.path()).toString("utf8");
  for (const words of ["PK", "问题清单", "建议改法", "第四部分：各项合计", "：1 → 2", "<autoFilter"]) assert.ok(workbook.includes(words), words);
  assert.doesNotMatch(workbook, /t4\.total|t4\.direct/);

  await page.getByRole("button", { name: "关闭列表" }).click();
  await until(async () => assert.equal(await page.locator("#files").count(), 0));
  await until(async () => assert.match(await page.locator("#verdict").innerText(), /1 处矛盾/));
}));

test("of many files only some kinds are shown, the same report twice is told, and every one has its note in a zip", withPage(async ({ page }) => {
  await page.locator("input.choose-file").setInputFiles(
    files(["甲.html", clean], ["乙.html", broken], ["丙.txt", "床前明月光"], ["甲.htm", clean]),
  );
  await page.locator("#files-total").waitFor();
  const rows = page.locator("#files tbody tr");
  await until(async () => assert.equal(await rows.count(), 4));
  await until(async () => assert.match(await rows.nth(3).textContent(), /与“.*”是同一机关、同一年度/));
  const filter = page.locator("#files-filter button");
  await until(async () => assert.deepEqual(await filter.allInnerTexts(), ["全部 4", "有矛盾 1", "未能核对 1", "未发现问题 2"]));
  await filter.nth(2).click();
  await until(async () => assert.deepEqual(await rows.locator("th").allInnerTexts(), ["丙.txt"]));
  await filter.nth(1).click();
  await until(async () => assert.equal(await rows.count(), 1));
  await page.getByRole("button", { name: "乙.html" }).click();
  await page.locator("[data-cell='t4.direct.total']").waitFor();
  await page.locator("[data-cell='t4.direct.total']").focus();
  await page.keyboard.press("F2");
  await page.locator(".editor").fill("2");
  await page.keyboard.press("Enter");
  await until(async () => assert.match(await page.locator("#files-total").innerText(), /0 份有矛盾/));
  await until(async () => assert.equal(await rows.count(), 4, "a filter without files hides none"));
  const [zip] = await Promise.all([page.waitForEvent("download"), page.locator("[data-make='list-zip']").click()]);
  assert.equal(zip.suggestedFilename(), "年报核对单.zip");
  const notes = readFileSync(await zip.path()).toString("utf8");
  for (const name of ["甲-核对单.docx", "乙-核对单.docx", "甲-核对单-2.docx"]) assert.ok(notes.includes(name), name);
  assert.ok(!notes.includes("丙-核对单"), "what was not read has none");
  assert.match(notes, /修改前的问题，修改后已不存在/);
  await setting(page, "English");
  await until(async () => assert.match(await page.locator("#files-total").innerText(), /^4 reports: 0 with contradictions/));
  await setting(page, "繁體中文");
  await until(async () => assert.match(await page.locator("#files-total").innerText(), /未發現問題/));
}));

test("one of several files is named as the parent of the others", withPage(async ({ page }) => {
  await page.locator("input.choose-file").setInputFiles(files(["汇总.html", clean], ["甲.html", clean], ["乙.html", clean]));
  await page.locator("[data-make='list-csv']").waitFor();
  await page.getByRole("radio", { name: /汇总\.html/ }).check();
  await page.getByRole("button", { name: "汇总.html" }).click();
  await page.locator("#verdict").waitFor();
  await until(async () => assert.match(await page.locator("#members").innerText(), /与 2 个成员单位之和核对/));
}));

test("the source stands beside the tables, and a finding is marked in both", withPage(async ({ page }) => {
  await pasteEvent(page, "#source", { html: broken });
  await page.locator("#verdict").waitFor();
  await page.locator("#toggle-source-view").click();
  const source = page.locator(".source-text", { hasText: "总体情况" });
  await source.waitFor();
  await until(async () => assert.equal(await source.locator("img, script, a, [style]").count(), 0));
  const marked = () => source.locator(".mark-chosen").evaluateAll((all) => all.map((one) => one.dataset.source));
  await until(async () => assert.deepEqual(await marked(), []));
  await page.locator("#finding-0").click();
  await until(async () => assert.deepEqual(await marked(), ["upheld", "corrected", "other", "pending", "total"].map((column) => `t4.direct.${column}`)));
  const inView = await source.evaluate((view) => {
    const [outer, inner] = [view.getBoundingClientRect(), view.querySelector(".mark-chosen").getBoundingClientRect()];
    return inner.top >= outer.top && inner.bottom <= outer.bottom;
  });
  assert.ok(inView, "the source scrolled to the mark");
  await source.locator("[data-source='t4.direct.total']").click();
  await until(async () => assert.equal(await page.evaluate(() => document.activeElement.dataset.cell), "t4.direct.total"));
}));

test("figures of the prose are underlined and lead to their cell; one that differs is a finding", withPage(async ({ page }) => {
  await openSample(page, 0);
  await page.locator("#toggle-source-view").click();
  const claims = page.locator(".mark-claim");
  const words = ["38", "24", "3", "9", "都是自然人"];
  await until(async () => assert.deepEqual(
    (await claims.evaluateAll((all) => all.map((one) => [one.firstChild.textContent, one.dataset.source])))
      .filter(([word, source]) => words.includes(word) && /^t3\.(received\.(total|natural)|granted|partial|unavailable)/.test(source)),
    [["38", "t3.received.total"], ["都是自然人", "t3.received.natural"], ["24", "t3.granted.total"], ["3", "t3.partial.total"], ["9", "t3.unavailable.not_held.total"]],
  ));
  assert.equal(await claims.first().evaluate((one) => getComputedStyle(one).borderBottomStyle), "solid");
  await page.locator(".mark-claim[data-source='t3.granted.total']").first().click();
  await until(async () => assert.equal(await page.evaluate(() => document.activeElement.dataset.cell), "t3.granted.total"));
  await page.keyboard.type("25");
  await page.keyboard.press("Enter");
  const finding = page.locator(".finding[data-rule='text.table']");
  await finding.waitFor();
  await finding.click();
  await until(async () => assert.match(await page.locator("#detail .equation").innerText(), /正文“24”.*25/s));
  await until(async () => assert.match(await page.locator(".mark-claim[data-source='t3.granted.total']").first().innerText(), /与表格不符/));
  await until(async () => assert.match(await page.locator("#detail .about q").innerText(), /予以公开24件/));
}));

test("the source is drawn from what was read: hostile markup in it stays text", withPage(async ({ page }) => {
  await pasteEvent(page, "#source", { html: broken.replace("<h1>", "<p>&lt;img src=x onerror=alert(1)&gt;</p><h1>") });
  await page.locator("#verdict").waitFor();
  await page.locator("#toggle-source-view").click();
  await until(async () => assert.match(await page.locator(".source-text").innerText(), /<img src=x onerror=alert\(1\)>/));
  await until(async () => assert.equal(await page.locator(".source-text img").count(), 0));
}));

test("the picture says whether what came in went out, in words too", withPage(async ({ page }) => {
  await openSample(page, 1);
  await page.locator("#toggle-flow").click();
  await until(async () => assert.match(await page.locator(".flow-verdict").innerText(), /收到的与去向相等/));
  const picture = page.getByRole("img", { name: "申请的来去" });
  await until(async () => assert.equal(await picture.locator(".flow-gap").count(), 0));
  const received = Number(await cell(page, "t3.received.total").locator(".value").innerText());
  await until(async () => assert.match(await picture.locator("desc").textContent(), new RegExp(`本年新收政府信息公开申请数量 ${received}`)));
  await cell(page, "t3.received.total").focus();
  await page.keyboard.type(String(received + 5));
  await page.keyboard.press("Enter");
  await until(async () => assert.match(await page.locator(".flow-verdict").innerText(), /≠.*差 5 件/));
  await until(async () => assert.equal(await picture.locator(".flow-gap").count(), 1));
}));

test("several dropped files are never read in part unsaid", withPage(async ({ page }) => {
  await page.locator("h1").evaluate((element, [clean, broken]) => {
    const dataTransfer = new DataTransfer();
    for (const [name, text] of [["甲.html", clean], ["乙.html", broken]]) dataTransfer.items.add(new File([text], name));
    element.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, [clean, broken]);
  await page.locator("[data-make='list-csv']").waitFor();
  await until(async () => assert.deepEqual(await page.locator("#files tbody th").allTextContents(), ["乙.html", "甲.html"], "the worst first"));
  // A change stays with its file while another is looked at.
  await page.getByRole("button", { name: "乙.html" }).click();
  await page.locator(".finding").first().waitFor();
  await cell(page, "t4.direct.total").focus();
  await page.keyboard.type("2");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "甲.html" }).click();
  await page.locator(".folded-about", { hasText: "甲.html" }).waitFor();
  await page.getByRole("button", { name: "乙.html" }).click();
  await until(async () => assert.equal(await cell(page, "t4.direct.total").locator(".value").innerText(), "2"));
}));
