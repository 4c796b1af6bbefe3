// @ts-check
// In: GOUJI_URL, a folder, and perhaps names of states. Out: a picture of each state of the page, wide, 320 pixels narrow, dark
// and in large text. docs/screenshot.png and docs/screenshot-narrow.png are `first-wide` and `finding-narrow`.
//
// A new state is one entry in `states`: what to do with the page after it has started, and whether the picture shows all
// of the page or only what a person sees without scrolling.

import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { close, openPage, openSample, pasteEvent, setting } from "./chromium.mjs";

const [folder = "target/screenshots", ...wanted] = process.argv.slice(2);

const sample = (nth) => async (page) => {
  await page.locator(".sample").nth(nth).click();
  await page.locator("#verdict").waitFor();
};

/** What a person sees first of the first sample. */
async function first(page) {
  await openSample(page, 0);
  await page.locator("[data-state~='change']").waitFor();
  await page.locator("#verdict").evaluate((verdict) => verdict.blur());
}

/** The first sample, its contradiction chosen. The page scrolls to the first of the cells; a reader scrolls on to see them all. */
async function finding(page) {
  await sample(0)(page);
  await page.locator("#finding-0").click();
  await page.locator("#detail").waitFor();
  await page.locator("[data-cell='t4.direct.total']").evaluate((cell) => {
    cell.scrollIntoView({ block: "nearest", inline: "end" });
    // Less of the page's foot, more of the list of findings.
    if (innerWidth > 1000) scrollBy(0, -100);
  });
}

const broken = readFileSync(new URL("../../crates/app/samples/contradictions-2021.html", import.meta.url), "utf8");

/** The source, last year's report and the picture beside the tables. */
async function beside(page) {
  await sample(0)(page);
  for (const toggle of ["prior", "flow", "source-view"]) await page.locator(`#toggle-${toggle}`).click();
  await pasteEvent(page, "#prior-source", { html: broken.replaceAll("2023年", "2022年").replace("14407", "407") });
  await page.locator("#prior-changes").waitFor();
}

async function changed(page) {
  await sample(1)(page);
  for (const [id, figure] of [
    ["t3.received.total", "99"],
    ["t3.carried_in.natural", "4"],
  ]) {
    await page.locator(`[data-cell="${id}"]`).focus();
    await page.keyboard.type(figure);
    await page.keyboard.press("Enter");
  }
  await page.locator("#finding-0").click();
}

async function files(page) {
  const named = [
    ["青槐县2023.html", broken],
    ["说明.txt", "这不是年报"],
    ["青槐县2022.html", broken.replaceAll("2023年", "2022年")],
  ];
  await page.locator("input.choose-file").setInputFiles(named.map(([name, text]) => ({ name, mimeType: "", buffer: Buffer.from(text) })));
  await page.locator("[data-make='list-csv']").waitFor();
}

const clean = readFileSync(new URL("../../crates/app/samples/clean-2021.html", import.meta.url), "utf8");

/** The prose against a table, with the source beside it. */
async function prose(page) {
  await pasteEvent(page, "#source", { html: clean.replace("予以公开24件", "予以公开42件") });
  await page.locator(".see-source").click();
  await page.locator(".source-text p").first().waitFor();
}

/** A correction was made. */
async function done(page) {
  await sample(0)(page);
  await page.locator("[data-repair]").first().click();
  await page.locator(".done").waitFor();
}

/** A table of which the columns of figures cannot be told. */
async function unsure(page) {
  const lost = clean
    .replace(/<td>0<\/td>/g, "<td></td>")
    .replace(/<\/?(table|tr)[^>]*>/g, "\n")
    .replace(/<td[^>]*>\s*<\/td>/g, "");
  await pasteEvent(page, "#source", { html: lost.replace(/<\/?td[^>]*>/g, "\n<br>") });
  await page.locator("#verdict, .failure").first().waitFor();
}

/** A link to a finding of a report that is not here. */
async function linked(page) {
  await page.evaluate(() => {
    location.hash = "#f=t4.total@t4.direct.total";
  });
  await page.locator("#link-waits").waitFor();
}

async function help(page) {
  await page.keyboard.press("?");
  await page.locator("#help").waitFor();
}

const states = {
  empty: { reach: async () => {}, fullPage: true },
  first: { reach: first, fullPage: false },
  finding: { reach: finding, fullPage: false },
  whole: { reach: finding, fullPage: true },
  clean: { reach: sample(1), fullPage: true },
  "form-2019": { reach: sample(2), fullPage: true },
  changed: { reach: changed, fullPage: false },
  beside: { reach: beside, fullPage: true },
  files: { reach: files, fullPage: false },
  help: { reach: help, fullPage: false },
  prose: { reach: prose, fullPage: false },
  done: { reach: done, fullPage: false },
  unsure: { reach: unsure, fullPage: false },
  linked: { reach: linked, fullPage: false },
  traditional: {
    reach: async (page) => {
      await setting(page, "繁體中文");
      await finding(page);
    },
    fullPage: false,
  },
  english: {
    reach: async (page) => {
      await setting(page, "English");
      await finding(page);
    },
    fullPage: false,
  },
};

const views = {
  wide: { viewport: { width: 1280, height: 900 }, deviceScaleFactor: 1 },
  narrow: { viewport: { width: 320, height: 640 }, deviceScaleFactor: 2 },
  dark: { viewport: { width: 1280, height: 900 }, deviceScaleFactor: 1, colorScheme: "dark" },
  large: { viewport: { width: 1280, height: 900 }, deviceScaleFactor: 1, large: true },
};

mkdirSync(folder, { recursive: true });
for (const [state, { reach, fullPage }] of Object.entries(states)) {
  if (wanted.length > 0 && !wanted.includes(state)) continue;
  for (const [view, { large, ...options }] of Object.entries(views)) {
    // Without smooth scrolling, so that the picture does not show the way to the cells.
    const { context, page } = await openPage({ ...options, reducedMotion: "reduce" });
    if (large) await setting(page, "大字");
    await reach(page);
    const path = join(folder, `${state}-${view}.png`);
    await page.screenshot({ path, fullPage, animations: "disabled" });
    console.log(path);
    await context.close();
  }
}
await close();
