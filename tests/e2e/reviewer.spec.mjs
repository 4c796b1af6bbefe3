// @ts-check
// A reviewer's whole way: a folder and what the office has set come in, the worst report is opened and mended, and what each must mend goes out and
// comes back; the notes in a zip; years and copies beside each other.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { unzipSync } from "fflate";
import { isWorker, openSample, setting, until, withPage } from "./harness.mjs";

const sample = (name) => readFileSync(new URL(`../../crates/app/samples/${name}.html`, import.meta.url), "utf8");
const broken = sample("contradictions-2021");
const clean = sample("clean-2021");

/** What the readers of files are made of, which the page asks for when the first of them is needed. */
const isReader = (request) => /\/(opener|gouji-opener)-[0-9a-f]{1,16}(_bg)?\.(js|wasm)$/.test(request);
const withReaders = (body, options = {}) => withPage(body, { ...options, expected: (request) => isReader(request) || isWorker(request) });

const files = (...named) => named.map(([name, text]) => ({ name, mimeType: "", buffer: Buffer.from(text) }));

/** The same report with every year so many more. */
const yearOf = (html, by) => html.replaceAll(/20(\d\d)(?=年)/g, (year) => String(Number(year) + by));

const warnings = (page, name) => page.locator("#files tbody tr", { hasText: name }).locator("td").nth(3).textContent();

const save = async (page, make) => {
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`[data-make='${make}']`).click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
};

test("what an office has set holds for the report, is told in what leaves the page, and goes away again", withReaders(async ({ page }) => {
  await openSample(page, 0);
  await page.locator("#verdict").waitFor();
  await drop(page, files(["gouji.toml", "likeness = 40\n[rules]\nform.topics = \"warning\"\n"]));
  const chip = page.locator("#office");
  await chip.waitFor();
  await until(async () => assert.match(await chip.innerText(), /按设置核对：gouji\.toml/));
  await chip.locator("summary").click();
  await until(async () => assert.match(await chip.innerText(), /超过 40% 时说明/));
  await page.locator("details.out > summary").click();
  const note = await save(page, "年报核对单-html");
  assert.match(note.bytes.toString("utf8"), /核对设置：.*超过 40% 时说明/);
  const csv = await save(page, "年报核对单-csv");
  assert.match(csv.bytes.toString("utf8"), /核对设置：/);
  await page.keyboard.press("Escape");
  await chip.locator("summary").click();
  await page.locator("#drop-office").click();
  await until(async () => assert.equal(await chip.count(), 0));
}));

/** Lets files go over the page. */
async function drop(page, named) {
  const given = named.map((file) => [file.name, file.buffer.toString("utf8")]);
  await page.evaluate((given) => {
    const data = new DataTransfer();
    for (const [name, text] of given) data.items.add(new File([text], name));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, given);
}

test("settings that are wrong are told with their line, and change nothing", withReaders(async ({ page }) => {
  await openSample(page, 0);
  await page.locator("#verdict").waitFor();
  await drop(page, files(["本市 gouji.toml", "likeness = 40\n\"t3.balance\" = \"off\"\n"]));
  await until(async () => assert.match(await page.locator("#notice").innerText(), /gouji\.toml：第 2 行 .*没有这一项设置/));
  await until(async () => assert.equal(await page.locator("#office").count(), 0));
  await drop(page, files(["设置.txt", "# 本市\n[rules]\nform.topics = \"off\"\n"]));
  await until(async () => assert.match(await page.locator("#office summary").innerText(), /设置\.txt/));
}));

test("two copies of one report stand beside each other, and so do the sentences of two years", withReaders(async ({ page }) => {
  await page.locator("input.choose-file").setInputFiles(
    files(["网页.html", clean], ["下载.html", clean.replace(">3126<", ">3216<")], ["去年.html", yearOf(clean, -1)], ["gouji.toml", "likeness = 40"]),
  );
  await page.locator("#files-total").waitFor();
  await until(async () => assert.equal(await page.locator("#files tbody tr").count(), 3));
  await until(async () => assert.match(await page.locator("#office summary").innerText(), /gouji\.toml/));
  await page.locator("#files .compare").click();
  await page.locator("#copies").waitFor();
  await until(async () => assert.match(await page.locator("#copies").innerText(), /格不同（比较了 \d+ 格）/));
  await until(async () => assert.match(await page.locator("#copies-cells tbody").innerText(), /3126\s+3216/));
  await page.locator("#files tbody tr", { hasText: "去年" }).locator("button.term-name").first().click();
  await page.locator("#verdict").waitFor();
}));

test("last year's report is found in the list, and what repeats stands side by side", withReaders(async ({ page }) => {
  await page.locator("input.choose-file").setInputFiles(files(["今年.html", clean], ["去年.html", yearOf(clean, -1)]));
  await page.locator("#files-total").waitFor();
  await page.getByRole("button", { name: "今年.html", exact: true }).click();
  await page.locator("#verdict").waitFor();
  await page.locator("#toggle-prior").click();
  await until(async () => assert.match(await page.locator("#prior").innerText(), /对照的是列表中的上一年年报/));
  const row = await warnings(page, "今年");
  const alike = page.locator("#alike");
  await until(async () => assert.match(await alike.innerText(), /与上一年相同|正文太少/));
  if (await alike.locator("button").count()) {
    await alike.locator("button").click();
    await until(async () => assert.ok((await page.locator("#alike-sentences tbody tr").count()) > 0));
  }
  await page.locator("#prior").getByRole("button", { name: "移除上一年年报" }).click();
  await until(async () => assert.doesNotMatch(await page.locator("#prior").innerText(), /列表中/));
  assert.ok(Number(row) >= 0);
}));

test("the whole way: a folder, the worst first, mended, the notes and the list of what is to be mended, which goes on", withReaders(async ({ page, test: context }) => {
  const folder = mkdtempSync(join(tmpdir(), "gouji-"));
  mkdirSync(join(folder, "乡镇"));
  writeFileSync(join(folder, "甲.html"), clean);
  writeFileSync(join(folder, "乡镇", "乙.html"), broken.replaceAll("县", "镇"));
  writeFileSync(join(folder, "诗.txt"), "床前明月光");
  writeFileSync(join(folder, "gouji.toml"), "likeness = 60\n");
  await page.locator(".choose-folder").setInputFiles(folder);
  await page.locator("#files-total").waitFor();
  const rows = page.locator("#files tbody tr");
  await until(async () => assert.match(await rows.first().textContent(), /乙\.html/, "the worst first"));
  await page.locator("#files-filter button", { hasText: "有矛盾" }).click();
  await until(async () => assert.equal(await rows.count(), 1));

  // What is to be mended, decided and taken along.
  await rows.first().locator(".unfold").click();
  const tasks = page.locator("table.tasks tbody tr");
  await tasks.first().waitFor();
  const n = await tasks.count();
  const list = await save(page, "tasks-xlsx");
  assert.equal(list.name, "整改清单.xlsx");
  await tasks.first().getByRole("radio", { name: "已核实" }).check();
  await until(async () => assert.match(await rows.first().locator(".unfold").textContent(), /已办 1/));
  const decided = await save(page, "tasks-xlsx");
  const summary = await save(page, "summary-html");
  assert.match(summary.bytes.toString("utf8"), /按问题种类/);
  assert.match(summary.bytes.toString("utf8"), /核对设置/);
  assert.match((await save(page, "summary-xlsx")).bytes.toString("utf8"), /按问题种类/);

  // The worst is opened and mended.
  await rows.first().locator("button.term-name").first().click();
  await page.locator("[data-cell='t4.direct.total']").focus();
  await page.keyboard.press("F2");
  await page.locator(".editor").fill("2");
  await page.keyboard.press("Enter");
  await until(async () => assert.match(await page.locator("#files-total").innerText(), /0 份有矛盾/));
  const zip = await save(page, "list-zip");
  assert.equal(zip.name, "年报核对单.zip");

  // The list goes on beside the mended reports: as it was before anything was decided, then as it was after.
  const goOn = async (given) => {
    await page.evaluate(
      ([name, base64]) => {
        const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(new File([bytes], name));
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
      },
      ["整改清单（张三）.xlsx", given.bytes.toString("base64")],
    );
  };
  await goOn(decided);
  await until(async () => assert.match(await page.locator("#tasks-from").innerText(), /整改清单（张三）\.xlsx/));
  const mended = rows.filter({ hasText: "乙.html" }).first();
  if (!(await tasks.count())) await mended.locator(".unfold").click();
  await until(async () => assert.ok(await tasks.first().getByRole("radio", { name: "已核实" }).isChecked()));
  await until(async () => assert.equal(await tasks.count(), n));
  await goOn(list);
  await until(async () => assert.match(await page.locator("table.tasks").innerText(), /不再出现/, "what was mended since is told"));
  await setting(page, "English");
  await until(async () => assert.match(await page.locator("table.tasks").innerText(), /found no more/));

  await context.test("LibreOffice opens the notes and the list", { skip: spawnSync("soffice", ["--version"]).error ? "skipped: LibreOffice is not here" : false }, () => {
    writeFileSync(join(folder, list.name), list.bytes);
    const notes = Object.entries(unzipSync(zip.bytes)).filter(([name]) => name.endsWith(".docx"));
    assert.ok(notes.length >= 2);
    writeFileSync(join(folder, "note.docx"), notes[0][1]);
    const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
    for (const [file, to] of [["note.docx", "txt:Text (encoded):UTF8"], [list.name, "csv:Text - txt - csv (StarCalc):44,34,76"]]) {
      execFileSync("soffice", [profile, "--headless", "--convert-to", to, "--outdir", "out", file], { cwd: folder });
    }
    const [opened] = readdirSync(join(folder, "out")).filter((name) => name.endsWith(".txt"));
    assert.match(readFileSync(join(folder, "out", opened), "utf8"), /核对单/);
    const [listed] = readdirSync(join(folder, "out")).filter((name) => name.endsWith(".csv"));
    assert.match(readFileSync(join(folder, "out", listed), "utf8"), /乙\.html/);
  });
  rmSync(folder, { recursive: true });
}));
