// In: a page in Chromium, and what is done there. Out: the longest task of its main thread meanwhile, as the browser itself traces it. By the
// processor's time what else the machine does counts little.

/** What the browser does to paint a page that it has laid out. */
const PAINTING = ["PrePaint", "LocalFrameView::RunPaintLifecyclePhase"];

/**
 * Waits as long as `act` goes on. In milliseconds: `wall` by the clock, `processor` by the processor, without `painting` where that is not asked for;
 * `tasks` how many there were.
 */
export async function longest(context, page, act, { painting = true } = {}) {
  const browser = await context.newCDPSession(page);
  const events = [];
  browser.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  await browser.send("Tracing.start", { categories: painting ? "toplevel" : "toplevel,devtools.timeline,blink", transferMode: "ReportEvents" });
  await act();
  // The last task is told once it has ended, which is after it has answered.
  await page.evaluate(() => new Promise((goOn) => setTimeout(goOn, 100)));
  const ended = new Promise((end) => browser.once("Tracing.tracingComplete", end));
  await browser.send("Tracing.end");
  await ended;
  await browser.detach();
  const thread = ({ pid, tid }) => `${pid} ${tid}`;
  // A frame from elsewhere has a process of its own; workers are threads beside the main one.
  const main = new Set(events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(thread));
  const tasks = events.filter((event) => event.tdur !== undefined && event.name.endsWith("RunTask") && main.has(thread(event)));
  const paints = painting ? [] : events.filter((event) => event.dur !== undefined && PAINTING.includes(event.name));
  const within = (task) => (event) => thread(event) === thread(task) && event.ts >= task.ts && event.ts < task.ts + task.dur;
  const painted = (task) => paints.filter(within(task)).reduce((sum, event) => sum + (event.tdur ?? event.dur), 0);
  const most = (of) => Math.max(0, ...tasks.map(of)) / 1000;
  return { wall: most((task) => task.dur), processor: most((task) => task.tdur - painted(task)), tasks: tasks.length };
}

/** No task of the main thread may take longer: a person would see the page stand still. */
export const MOST = 200;

/** What people paste by mistake, and what is made to hold a page up: a head, a piece, how many, and what stands behind. */
export const LONG = {
  "one long unbroken cell": ["<table><tr><td>规章<td>0x", "a", 40_000, "<td>1<td>2</table>"],
  "several long unbroken cells": ["<table>", `<tr><td>规章<td>0x${"a".repeat(40_000)}<td>1<td>2`, 20, "</table>"],
  "a long label": ["<table><tr><td>", "规章", 20_000, "<td>1<td>2<td>3</table>"],
  "tags that never end": ["", "<a", 100_000, ""],
  "lines of a figure": ["", "9\n", 1_000_000, ""],
  "paragraphs of a page": ["", "<p><b>x</b></p>", 100_000, ""],
  "one row of cells": ["<table><tr>", "<td>1", 150_000, "</table>"],
  "sentences of figures": ["<p>", "2023年共收到申请38件，答复35件。", 20_000, "</p>"],
};
