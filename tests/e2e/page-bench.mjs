// @ts-check
// In: GOUJI_URL, and files with portal pages. Out: how long a person waits for the page: from opening its address until it can be
// used, from a paste until the findings stand, from a key in a cell until everything is checked again; beside Chromium's own
// parse of the same paste, in a window without a policy (which would look at every style in it).
//
// Each round is a new window, as a first visit is; `again` is the same work once more in the same window, `at work` the median of
// more, once the browser has translated the WebAssembly that they need in full.

import { readFileSync } from "node:fs";
import { allCells, close, openPage } from "./chromium.mjs";
import { longest as traced } from "./tasks.mjs";

const ROUNDS = 7;
const PICTURES = 3;
const UNTIL_AT_WORK = 5;
const AT_WORK = 5;
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const row = (name, values, note = "") =>
  console.log(`${name.padEnd(34)}${`${median(values).toFixed(1)} ms`.padStart(11)}${`${Math.max(...values).toFixed(1)} ms`.padStart(11)}  ${note}`);

/** Pastes HTML, or a png in base64, and gives the milliseconds until the verdict stands in the page, and the longest task meanwhile. */
const paste = (page, html, png = "") =>
  page.evaluate(
    ([html, png]) =>
      new Promise((done) => {
        const tasks = [0];
        const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)));
        observer.observe({ type: "longtask" });
        const clipboardData = new DataTransfer();
        if (html) clipboardData.setData("text/html", html);
        if (png) clipboardData.items.add(new File([Uint8Array.from(atob(png), (char) => char.charCodeAt(0))], "image.png", { type: "image/png" }));
        const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
        const seen = new MutationObserver(() => {
          if (!document.querySelector("#verdict")) return;
          const time = performance.now() - start;
          seen.disconnect();
          // Long tasks are told of after they have ended.
          setTimeout(() => done({ time, longest: Math.max(...tasks) }), 300);
        });
        seen.observe(document.body, { childList: true, subtree: true });
        const start = performance.now();
        document.querySelector("#source").dispatchEvent(event);
      }),
    [html, png],
  );

/** Chromium's own parse, as cold as the page's first check, then warm. */
const parse = (page, html) =>
  page.evaluate((html) => {
    const time = () => {
      const start = performance.now();
      new DOMParser().parseFromString(html, "text/html");
      return performance.now() - start;
    };
    const first = time();
    return { first, again: Math.min(time(), time(), time()) };
  }, html);

/** Milliseconds from each key typed into a cell until the page has changed for the last time; none where cells are not edited. */
async function keystrokes(page) {
  const cell = page.locator("[data-cell^='t3.']").first();
  if ((await cell.count()) === 0) return [];
  await cell.focus();
  await page.evaluate(() => {
    globalThis.keys = [];
    let start = 0;
    let last = 0;
    new MutationObserver(() => (last = performance.now())).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    addEventListener("beforeinput", () => (start = performance.now()), true);
    addEventListener("keydown", () => (start = performance.now()), true);
    addEventListener("keyup", () => last > start && globalThis.keys.push(last - start), true);
  });
  // The delay lets the page come to rest before the key is let go.
  for (let figure = 1; figure <= 9; figure += 1) await page.keyboard.press(String(figure), { delay: 60 });
  const isEdited = await page.evaluate(() => document.querySelector("[data-cell] input, [data-cell] [contenteditable]") !== null);
  return isEdited ? page.evaluate(() => globalThis.keys.slice(1)) : [];
}

const ready = [];
console.log(`${"".padEnd(34)}${"median".padStart(11)}${"worst".padStart(11)}`);
for (const file of process.argv.slice(2)) {
  const html = readFileSync(file, "utf8");
  const kilo = `${Math.round(html.length / 1000)} k characters`;
  const [first, again, atWork, longest, parsed, parsedAgain, keys] = [[], [], [], [], [], [], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { context, page } = await openPage();
    const blank = await context.newPage();
    ready.push(await page.evaluate(() => performance.getEntriesByName("ready")[0].startTime));
    const own = await parse(blank, html);
    await blank.close();
    await page.bringToFront();
    parsed.push(own.first);
    parsedAgain.push(own.again);
    // Nobody pastes sooner.
    await page.waitForTimeout(1000);
    const cold = await paste(page, html);
    first.push(cold.time);
    longest.push(cold.longest);
    keys.push(...(await keystrokes(page)));
    await page.keyboard.press("Escape");
    const later = [];
    while (later.length < UNTIL_AT_WORK + AT_WORK) {
      await page.getByRole("button", { name: "换一份年报" }).click();
      await page.locator("#source").waitFor();
      if (await page.locator("#verdict").count()) throw new Error("the last findings still stand");
      later.push((await paste(page, html)).time);
    }
    again.push(later[0]);
    atWork.push(median(later.slice(UNTIL_AT_WORK)));
    await context.close();
  }
  row(`paste to findings, ${kilo}`, first, `${(median(first) / median(parsed)).toFixed(1)} times a parse`);
  row("  again", again, `${(median(again) / median(parsedAgain)).toFixed(1)} times a parse`);
  row("  at work", atWork, `${(median(atWork) / median(parsedAgain)).toFixed(1)} times a parse`);
  row("  longest task of the first, over 50", longest, "0: none was");
  row("  Chromium's DOMParser", parsed);
  row("  again", parsedAgain);
  if (keys.length > 0) row("  key in a cell to checked again", keys);
  else console.log("  key in a cell to checked again     cells are not edited here");
}
row("address to ready", ready, "from loopback");

// A screenshot of table 3: with the reader still to be loaded, then with it there.
const document3 = readFileSync(new URL("../fixtures/files/pdf-report.html", import.meta.url), "utf8");
const [loading, reading, heavy] = [[], [], []];
for (let round = 0; round < PICTURES; round += 1) {
  const { context, page } = await openPage();
  const producer = await context.newPage();
  await producer.setContent(document3);
  const { x, y, width, height } = await producer.locator("table").nth(1).boundingBox();
  const shot = await producer.screenshot({ fullPage: true, clip: { x: x - 8, y: y - 8, width: width + 16, height: height + 16 } });
  const png = shot.toString("base64");
  await producer.close();
  await page.bringToFront();
  const cold = await paste(page, "", png);
  loading.push(cold.time);
  await page.getByRole("button", { name: "换一份年报" }).click();
  await page.locator("#source").waitFor();
  const { time, longest } = await paste(page, "", png);
  reading.push(time);
  heavy.push(Math.max(cold.longest, longest));
  await context.close();
}
row("screenshot of table 3 to findings", loading, "the reader loaded from loopback");
row("  again", reading);
row("  longest task, over 50", heavy);

// The wrong thing pasted, on a slow computer: ten thousand cells, the processor four times slower.
const line = `<tr>${"<td>1</td>".repeat(40)}</tr>`;
const wrong = readFileSync(process.argv[2], "utf8").replace("</body>", `<table>${line.repeat(250)}</table></body>`);
const [verdicts, tasks] = [[], []];
for (let round = 0; round < ROUNDS; round += 1) {
  const { context, page } = await openPage();
  await (await context.newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const { time, longest } = await paste(page, wrong);
  verdicts.push(time);
  tasks.push(longest);
  await context.close();
}
row("10,000 cells more, processor at 1/4", verdicts);
row("  longest task, over 50", tasks);

// A report with sixty causes: its list and its tables scrolled from end to end.
const CAUSES = 60;
const KINDS = ["予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理", "结转下年度继续办理", "新收政府信息公开申请"];
const sentences = Array.from({ length: CAUSES }, (_, n) => `<p>办结的申请中，${KINDS[n % KINDS.length]}${1000 + n}件。</p>`).join("");
const many = readFileSync(process.argv[2], "utf8").replace(/(<p>(<strong>)?二、)/, `${sentences}$1`);
const [scrolls, busy] = [[], []];
let causes = 0;
for (let round = 0; round < ROUNDS; round += 1) {
  const { context, page } = await openPage();
  await paste(page, many);
  // Scrolling is measured, not the drawing of the tables before.
  await allCells(page);
  await page.waitForTimeout(200);
  causes = await page.locator("[data-cause]").count();
  if (causes < CAUSES) throw new Error(`${causes} causes are too few to scroll`);
  const longest = await traced(context, page, () =>
    page.evaluate(async () => {
      for (const pane of [".side-panel", ".findings", ".sheets"].map((name) => document.querySelector(name)).filter(Boolean)) {
        for (let top = 0; top < pane.scrollHeight; top += 240) {
          pane.scrollTop = top;
          await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
        }
      }
    }),
  );
  scrolls.push(longest.wall);
  busy.push(longest.processor);
  await context.close();
}
row(`${causes} causes scrolled: longest task`, scrolls);
row("  of it at work, not waiting", busy, "what a busy computer does not add to");

// A reviewer's folder: five hundred reports of as many organs and two years, then what the office has set, then a choice of what to see.
const report = readFileSync(new URL("../../crates/app/samples/contradictions-2021.html", import.meta.url), "utf8");
const organ = (n) => [..."甲乙丙丁戊己庚辛壬癸"].filter((_, at) => (n >> at) & 1).join("") || "子";
const batch = Array.from({ length: 500 }, (_, n) => {
  const named = report.replaceAll("青槐县", `${organ(n >> 1)}县`);
  return [`${n}.html`, n % 2 ? named : named.replaceAll(/20(\d\d)(?=年)/g, (year) => String(Number(year) - 1))];
});
const [listed, listing, judging, filtering] = [[], [], [], []];
for (let round = 0; round < 3; round += 1) {
  const { context, page } = await openPage();
  page.setDefaultTimeout(120_000);
  await page.waitForTimeout(1000);
  const work = async (act) => {
    await page.evaluate(() => {
      globalThis.longest = 0;
      globalThis.observer?.disconnect();
      globalThis.observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) globalThis.longest = Math.max(globalThis.longest, duration);
      });
      globalThis.observer.observe({ type: "longtask" });
    });
    await act();
    await page.waitForTimeout(500);
    return page.evaluate(() => globalThis.longest);
  };
  const drop = (files) =>
    page.evaluate((files) => {
      const data = new DataTransfer();
      for (const [name, text] of files) data.items.add(new File([text], name));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }, files);
  const settled = () => page.waitForFunction(() => document.querySelectorAll("#files .unfold").length >= 250);
  // Handed over before anything is measured: the driver's own work is none of the page's.
  await page.evaluate((files) => {
    globalThis.handed = new DataTransfer();
    for (const [name, text] of files) globalThis.handed.items.add(new File([text], name));
  }, batch);
  const start = Date.now();
  listing.push(
    await work(async () => {
      await page.evaluate(() =>
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: globalThis.handed, bubbles: true, cancelable: true })),
      );
      await page.locator("#files-total").waitFor();
      listed.push(Date.now() - start);
      // Last year's reports are found, and this year's are judged beside them.
      await page.waitForTimeout(4000);
    }),
  );
  judging.push(
    await work(async () => {
      await drop([["gouji.toml", 'likeness = 40\n[rules]\nform.topics = "warning"\n']]);
      await page.locator("#office").waitFor();
      await page.waitForTimeout(6000);
    }),
  );
  filtering.push(
    await work(async () => {
      await page.locator("#files-filter button").nth(1).click();
      await settled();
    }),
  );
  await context.close();
}
row("500 files until the list is read", listed);
row("  longest task, over 50", listing, "0: none was");
row("  the same as an office's settings hold", judging);
row("  the same as a filter is chosen", filtering);
await close();
