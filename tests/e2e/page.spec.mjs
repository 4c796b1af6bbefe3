// What a person does with the page: pastes a report, sees which cells cannot be true together, finds the way by keyboard.
// Every test also fails on a console error, on anything that the policy refused, and on any request after the start.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { test } from "node:test";
import { allCells, isViewer, openSample, paste, pasteEvent, setting, until, withPage } from "./harness.mjs";

const sampleSource = (name) =>
  readFileSync(new URL(`../../crates/app/samples/${name}.html`, import.meta.url), "utf8");
const broken = sampleSource("contradictions-2021");
const seeds = new URL("../../../shared/seeds/", import.meta.url);

/** Table 3 alone, as plain text with tabs: 3 + 0 ≠ 4 in its first row. */
const onlyTable3 = [
  "申请人情况\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计",
  "一、本年新收政府信息公开申请数量\t3\t0\t0\t0\t0\t0\t4",
  "二、上年结转政府信息公开申请数量\t0\t0\t0\t0\t0\t0\t0",
  "（一）予以公开\t3\t0\t0\t0\t0\t0\t3",
  "（七）总计\t3\t0\t0\t0\t0\t0\t3",
  "四、结转下年度继续办理\t0\t0\t0\t0\t0\t0\t0",
].join("\n");

const poem = "床前明月光，疑是地上霜。\n举头望明月，低头思故乡。";

const cell = (page, id) => page.locator(`[data-cell="${id}"]`);
const verdict = (page) => page.locator("#verdict");
const said = (page) => page.locator("#live");
const focused = (page) => page.evaluate(() => document.activeElement?.dataset.cell ?? document.activeElement?.id);

async function findings(page) {
  return page.locator(".finding").evaluateAll((all) =>
    all.map(({ dataset, innerText }) => ({ rule: dataset.rule, severity: dataset.severity, text: innerText })),
  );
}

const errors = async (page) => (await findings(page)).filter(({ severity }) => severity === "error");

async function isInView(locator) {
  return locator.evaluate((element) => {
    const { top, bottom, left, right } = element.getBoundingClientRect();
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return top >= 0 && bottom <= innerHeight && left >= 0 && right <= innerWidth && element.contains(hit);
  });
}

test("rich content from the clipboard is checked at once", withPage(async ({ page }) => {
  await paste(page, "#source", { html: broken, text: "nothing of use" });
  await verdict(page).waitFor();
  await until(async () => assert.equal((await verdict(page).innerText()).replace(/\s+/g, " ").trim(), "≠ 1 处矛盾"));
  await until(async () => assert.equal(await cell(page, "t2.licensing.decisions").innerText(), "14407"));
  await until(async () => assert.deepEqual((await errors(page)).map(({ rule }) => rule), ["t4.total"]));
  await until(async () => assert.match(await page.locator(".folded-about").innerText(), /粘贴的内容，按网页读取/));
}));

test("a paste works anywhere on the page and replaces the report; the one before comes back", withPage(async ({ page }) => {
  await openSample(page, 1);
  await pasteEvent(page, "h1", { html: broken });
  await page.locator(".verdict-errors").waitFor();
  await pasteEvent(page, "h1", { text: onlyTable3 });
  await page.locator(".absent").first().waitFor();
  await until(async () => assert.match(await page.locator("#notice").innerText(), /替换/));
  await page.getByRole("button", { name: "恢复上一份内容" }).click();
  await page.locator(".finding[data-rule='t4.total']").waitFor();
}));

test("plain text is checked, and half a report says what is missing", withPage(async ({ page }) => {
  await paste(page, "#source", { text: onlyTable3 });
  await allCells(page);
  const rules = (await errors(page)).map(({ rule }) => rule);
  assert.ok(rules.includes("t3.row-total"), rules.join());
  await until(async () => assert.equal(await cell(page, "t3.received.total").innerText().then((text) => text.split("\n")[0].trim()), "4"));
  await until(async () => assert.equal(await page.locator(".absent").count(), 2));
  const gaps = await page.locator(".gaps").textContent();
  assert.match(gaps, /二、主动公开政府信息情况：没有读到表格/);
  assert.match(gaps, /四、政府信息公开行政复议、行政诉讼情况：没有读到表格/);
  assert.match(gaps, /个等式未核对：有单元格没有读到/);
}));

test("HTML source pasted as text is read as HTML, with a switch to plain text and back", withPage(async ({ page }) => {
  await paste(page, "#source", { text: broken });
  await verdict(page).waitFor();
  await until(async () => assert.deepEqual((await errors(page)).map(({ rule }) => rule), ["t4.total"]));
  await until(async () => assert.match(await page.locator(".notice").innerText(), /网页源代码/));
  await page.getByRole("button", { name: "改按纯文本读取" }).click();
  await page.getByRole("button", { name: "改按网页读取" }).click();
  await page.locator(".finding[data-rule='t4.total']").waitFor();
}));

test("HTML source copied from an editor that colours it is read as HTML", withPage(async ({ page }) => {
  await pasteEvent(page, "#source", { html: `<pre>${broken.replaceAll("<", "&lt;")}</pre>`, text: broken });
  await page.locator(".finding[data-rule='t4.total']").waitFor();
}));

test("typing is checked when it pauses, and the keyboard stays in the box", withPage(async ({ page }) => {
  await page.locator("#source").fill(onlyTable3);
  await verdict(page).waitFor();
  await until(async () => assert.ok(await page.locator("#source").isVisible()));
  await page.locator("#source").press("End");
  await until(async () => assert.equal(await focused(page), "source"));
}));

test("a small paste into a text is an edit of the text", withPage(async ({ page }) => {
  await page.locator("#source").fill("甲乙");
  await page.locator("#source").press("End");
  await paste(page, "#source", { text: "丙" });
  await page.waitForFunction(() => document.querySelector("#source").value === "甲乙丙");
  await page.locator(".failure").waitFor();
}));

test("the sample with a contradiction shows one, in table 4", withPage(async ({ page }) => {
  await openSample(page, 0);
  const [finding, ...more] = await findings(page);
  assert.deepEqual(more, []);
  assert.equal(finding.rule, "t4.total");
  assert.match(finding.text, /行政诉讼（未经复议直接起诉）.*2.*1.*差 1/s);
  await until(async () => assert.equal(await page.locator("td.cell-fails").count(), 5));
}));

test("the clean sample says over how much, and what was not checked", withPage(async ({ page }) => {
  await openSample(page, 1);
  await until(async () => assert.match(await verdict(page).innerText(), /在 44 个等式、200 个单元格中没有发现矛盾/));
  await until(async () => assert.deepEqual(await findings(page), []));
  await until(async () => assert.equal(await page.locator("td.cell-fails").count(), 0));
  await until(async () => assert.ok(await page.getByText("第二部分的表格，规定格式没有设等式").isVisible()));
  await until(async () => assert.equal(await page.getByText("正文里的数字没有与表格核对。").count(), 0, "they were"));
}));

test("the 2019 sample is laid out on the 2019 form", withPage(async ({ page }) => {
  await openSample(page, 2);
  await until(async () => assert.match(await verdict(page).innerText(), /没有发现矛盾/));
  await until(async () => assert.equal(await page.locator(".form-t3 tbody tr").count(), 23));
  await until(async () => assert.equal(await page.locator(".form-t3 th[rowspan='20']").innerText(), "三、本年度办理结果"));
  await until(async () => assert.equal(await cell(page, "t2.licensing.change").innerText(), "+12"));
  await until(async () => assert.equal(await cell(page, "t2.fees.change").innerText(), "-2"));
  await until(async () => assert.match(await cell(page, "t2.procurement.amount").innerText(), /1832\.5/));
  await until(async () => assert.ok(await page.getByText("规范性文件", { exact: true }).isVisible()));
}));

test("tables carry captions, scopes and one tab stop each", withPage(async ({ page }) => {
  await openSample(page, 0);
  for (const table of ["t2", "t3", "t4"]) {
    const grid = page.locator(`.form-${table}`);
    await until(async () => assert.equal(await grid.locator("caption").count(), 1));
    await until(async () => assert.equal(await grid.locator("th:not([scope])").count(), 0));
    await until(async () => assert.equal(await grid.locator("[tabindex='0']").count(), 1));
  }
  await until(async () => assert.equal(await page.locator(".form-t3 tbody tr").count(), 25));
  await until(async () => assert.equal(await page.locator(".form-t3 th[rowspan='8']").innerText(), "（三）不予公开"));
}));

test("choosing a finding lights its equation, writes out both sides and goes to the cell", withPage(async ({ page }) => {
  await openSample(page, 0);
  await page.locator("#finding-0").click();
  await until(async () => assert.equal(await focused(page), "t4.direct.upheld"));
  await until(async () => assert.ok(await isInView(cell(page, "t4.direct.upheld"))));
  const badges = await page.locator(".cell:has(.badge:not(:empty))").evaluateAll((all) =>
    all.map((one) => [one.dataset.cell, one.querySelector(".badge").textContent]),
  );
  assert.deepEqual(Object.fromEntries(badges), {
    "t4.direct.upheld": "+",
    "t4.direct.corrected": "+",
    "t4.direct.other": "+",
    "t4.direct.pending": "+",
    "t4.direct.total": "=",
  });
  assert.equal(
    await cell(page, "t4.direct.total").getAttribute("aria-label"),
    "行政诉讼（未经复议直接起诉），总计，1，不符 1 项，首选改法：改为 2，等式的合计",
  );
  const detail = await page.locator("#detail").innerText();
  for (const words of ["左边", "结果维持", "合计", "右边", "差 1", "左边比右边多 1", "国办公开办函〔2021〕30号"]) {
    assert.ok(detail.includes(words), `${words} in ${detail}`);
  }
  await until(async () => assert.match(await said(page).innerText(), /第 1 条，共 1 条/));
}));

test("a long column folds its zeros but keeps them", withPage(async ({ page }) => {
  await openSample(page, 1);
  await cell(page, "t3.granted.natural").click();
  await page.locator(".relation", { hasText: "办理结果合计" }).click();
  const sides = page.locator("#detail .side-left");
  await until(async () => assert.equal(await sides.locator(".term").count(), 21));
  await until(async () => assert.match(await sides.innerText(), /另有 12 项为 0 或空白/));
  await until(async () => assert.match(await sides.locator(".sum").innerText(), /42/));
  await until(async () => assert.equal(await page.locator(".role-plus").count(), 21));
}));

test("the whole way by keyboard only", withPage(async ({ page }) => {
  const { keyboard } = page;
  const tabTo = async (wanted) => {
    for (let presses = 0; presses < 40; presses += 1) {
      await keyboard.press("Tab");
      if (await page.evaluate((selector) => document.activeElement.matches(selector), wanted)) return;
    }
    assert.fail(`Tab never reached ${wanted}`);
  };
  await tabTo(".sample");
  await keyboard.press("Enter");
  await verdict(page).waitFor();
  await page.waitForFunction(() => document.activeElement.id === "verdict");
  await until(async () => assert.match(await said(page).innerText(), /1 处矛盾/));

  await tabTo("#finding-0");
  await keyboard.press("Enter");
  await until(async () => assert.equal(await focused(page), "t4.direct.upheld"));
  await keyboard.press("End");
  await until(async () => assert.equal(await focused(page), "t4.after_review.total"));
  await keyboard.press("Home");
  await until(async () => assert.equal(await focused(page), "t4.review.upheld"));

  // A cell in one equation lights it; Esc goes back to the finding, then to its button.
  await keyboard.press("Enter");
  await until(async () => assert.equal(await page.locator("[data-cell='t4.review.total'].role-total").count(), 1));
  await keyboard.press("Escape");
  await until(async () => assert.equal(await page.locator("[data-cell='t4.direct.total'].role-total").count(), 1));
  await keyboard.press("Escape");
  await until(async () => assert.equal(await focused(page), "finding-0"));
  await until(async () => assert.equal(await page.locator("#detail").count(), 0));

  // A cell in three equations lists them.
  await cell(page, "t3.total.natural").focus();
  await keyboard.press("Enter");
  await until(async () => assert.equal(await page.locator(".relation").count(), 3));
  await until(async () => assert.match(await said(page).innerText(), /在 3 个等式里，其中 0 个不符/));
  await keyboard.press("ArrowDown");
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  await until(async () => assert.match(await page.locator(".relation-chosen").innerText(), /收办平衡/));
  await until(async () => assert.equal(await page.locator(".role-plus, .role-total").count(), 4));
  await keyboard.press("Escape");
  await until(async () => assert.equal(await focused(page), "t3.total.natural"));

  await keyboard.press("ArrowUp");
  await until(async () => assert.equal(await focused(page), "t3.other.misc.natural"));
  await keyboard.press("Control+Home");
  await until(async () => assert.equal(await focused(page), "t3.received.natural"));
  await keyboard.press("F8");
  await until(async () => assert.equal(await focused(page), "t4.direct.upheld"));
  await until(async () => assert.equal(await page.locator(".finding-chosen").count(), 1));
}));

test("nothing, a poem and a picture each get their own answer, and nothing typed is lost", withPage(async ({ page }) => {
  await page.locator("#source").fill(" \n ");
  await page.locator(".failure").waitFor();
  await until(async () => assert.match(await page.locator(".failure").innerText(), /没有内容/));

  await page.locator("#source").fill(poem);
  await page.getByText("没有找到政府信息公开工作年度报告的表格").first().waitFor();
  await until(async () => assert.equal(await page.locator("#source").inputValue(), poem));
  await until(async () => assert.equal(await page.locator(".verdict").count(), 0));

  await page.locator("h1").evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([new Uint8Array(8)], "shot.png", { type: "image/png" }));
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await page.locator("#notice", { hasText: "浏览器打不开这张图片" }).waitFor();
  await until(async () => assert.equal(await page.locator("#source").inputValue(), poem));

  await page.getByRole("button", { name: "清空" }).click();
  await until(async () => assert.equal(await page.locator("#source").inputValue(), ""));
  await until(async () => assert.equal(await focused(page), "source"));
}, { expected: isViewer }));

test("the source stays at hand and can be changed", withPage(async ({ page }) => {
  await openSample(page, 0);
  await setting(page, "#edit-source");
  const source = await page.locator("#source").inputValue();
  assert.match(source, /<table/);
  const row = /(<td>1<\/td><td>0<\/td><td>0<\/td><td>1<\/td>)<td>1<\/td>(?=(<td>0<\/td>){5})/;
  assert.match(source, row);
  await page.locator("#source").fill(source.replace(row, "$1<td>2</td>"));
  await page.locator(".verdict-clean").waitFor();
}));

test("a file is read in UTF-8 and in GBK; a damaged docx is refused with advice", withPage(async ({ page }) => {
  const choose = (name, buffer) => page.locator(".choose-file").setInputFiles({ name, mimeType: "", buffer });
  await choose("年报.docx", Buffer.from("PK\u0003\u0004rest"));
  await page.locator("#notice").waitFor();
  await until(async () => assert.match(await page.locator("#notice").innerText(), /年报\.docx：文件内容已损坏/));
  await choose("年报.html", Buffer.from(broken));
  await page.locator(".finding[data-rule='t4.total']").waitFor();
  await until(async () => assert.match(await page.locator(".folded-about").innerText(), /文件 年报\.html/));

  // 总计 and 自然人 in GBK: decoded, it is no report, but it is no rubbish either.
  await page.getByRole("button", { name: "换一份年报" }).click();
  await choose("gbk.txt", Buffer.from([0xd7, 0xdc, 0xbc, 0xc6, 0x20, 0xd7, 0xd4, 0xc8, 0xbb, 0xc8, 0xcb]));
  await page.waitForFunction(() => document.querySelector("#source")?.value === "总计 自然人");
}));

test("English by a switch, and back; official labels stay Chinese", withPage(async ({ page }) => {
  await openSample(page, 0);
  await setting(page, "English");
  await until(async () => assert.equal(await page.locator("html").getAttribute("lang"), "en"));
  await until(async () => assert.match(await page.title(), /Gouji/));
  await until(async () => assert.match(await verdict(page).innerText(), /1 contradiction/));
  await until(async () => assert.equal(await page.locator(".form-t3").getAttribute("lang"), "zh-CN"));
  await until(async () => assert.equal(await page.locator(".finding [lang='zh-CN']").first().innerText(), "行政诉讼（未经复议直接起诉）"));
  await page.locator("#finding-0").click();
  await until(async () => assert.match(await page.locator("#detail").innerText(), /Off by 1: the left side is 1 more/));
  await setting(page, "简体中文");
  await until(async () => assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN"));
  await until(async () => assert.match(await verdict(page).innerText(), /1 处矛盾/));
}));

test("hostile content is never live: no request, no script, nothing for the policy to refuse", async (context) => {
  let hits = 0;
  const server = createServer((_, response) => {
    hits += 1;
    response.end();
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const away = `http://127.0.0.1:${server.address().port}`;
  const hostile = `<img src="${away}/img" onerror="window.ran = true"><script>window.ran = true</script>
    <link rel="stylesheet" href="${away}/css"><iframe src="${away}/frame"></iframe><svg onload="window.ran = true"></svg>
    <style>@import "${away}/import"; td { background: url(${away}/url) }</style><object data="${away}/object"></object>`;
  const check = withPage(async ({ page }) => {
    await pasteEvent(page, "#source", { html: broken.replace("<h1>", `${hostile}<h1>`) });
    await verdict(page).waitFor();
    await pasteEvent(page, "h1", { html: hostile, text: "x" });
    await page.locator(".failure").waitFor();
    await page.locator("#source").fill(hostile);
    await page.locator(".failure").waitFor();
    // What was typed is read after all of this; by then whatever could run has run.
    await page.locator("#source").fill(onlyTable3);
    await verdict(page).waitFor();
    await until(async () => assert.equal(await page.evaluate(() => window.ran), undefined));
  });
  try {
    await check(context);
    assert.equal(hits, 0);
  } finally {
    server.close();
  }
});

test("nothing of a report is stored or put into the address", withPage(async ({ page }) => {
  await pasteEvent(page, "#source", { text: onlyTable3 });
  await verdict(page).waitFor();
  const kept = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: "caches" in self ? (await caches.keys()).length : 0,
    address: decodeURIComponent(location.href),
    title: document.title,
  }));
  assert.deepEqual({ ...kept, address: "", title: "" }, { local: 0, session: 0, databases: 0, caches: 0, address: "", title: "" });
  assert.doesNotMatch(kept.address + kept.title, /申请/);
}));

for (const [width, height] of [[320, 640], [1280, 720]]) {
  test(`${width} px wide: only tables scroll sideways, the chosen cell is in view`, withPage(async ({ page }) => {
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await until(async () => assert.equal(await overflow(), 0));
    await openSample(page, 0);
    await until(async () => assert.equal(await overflow(), 0));
    await page.locator("#finding-0").click();
    await until(async () => assert.equal(await overflow(), 0));
    await until(async () => assert.ok(await isInView(cell(page, "t4.direct.upheld"))));
    await page.keyboard.press("End");
    await until(async () => assert.ok(await isInView(cell(page, "t4.after_review.total")), "the last cell"));
  }, { viewport: { width, height } }));
}

test("the verdict stands in the first view", withPage(async ({ page }) => {
  await openSample(page, 0);
  await until(async () => assert.ok(await isInView(verdict(page))));
  await until(async () => assert.ok(await isInView(page.locator(".counts"))));
}, { viewport: { width: 1280, height: 720 } }));

// Published reports as people copied them; they are no part of the repository.
const skip = existsSync(seeds) ? false : "the published reports are not on this machine";
const expected = skip ? {} : JSON.parse(readFileSync(new URL("expected.json", seeds), "utf8"));
for (const [name, report] of Object.entries(expected).filter(([name]) => name.endsWith(".txt"))) {
  test(`a published report comes out as read by hand: ${name.slice(0, 3)}`, { skip }, withPage(async ({ page }) => {
    await paste(page, "#source", { text: readFileSync(new URL(name, seeds), "utf8") });
    await verdict(page).waitFor();
    const wanted = report.findings;
    const found = (await findings(page)).filter(({ severity }) => severity !== "info");
    const brief = (all) => all.map(({ rule, severity }) => `${severity} ${rule}`).sort();
    assert.deepEqual(brief(found), brief(wanted));
    for (const { rule, must_include_cell: id } of wanted.filter((finding) => finding.must_include_cell)) {
      await page.locator(`.finding[data-rule='${rule}']`).first().click();
      await until(async () => assert.match(await cell(page, id).getAttribute("class"), /role-/));
    }
    const shown = await (await allCells(page)).evaluateAll((all) =>
      Object.fromEntries(all.map((one) => [one.dataset.cell, one.querySelector(".value").textContent])),
    );
    for (const [id, value] of Object.entries(report.cells)) {
      assert.equal(Number.parseFloat(shown[id]?.replace(/^减/, "-")), value, id);
    }
  }));
}
if (skip) test("published reports come out as read by hand", { skip });
