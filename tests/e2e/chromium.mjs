// @ts-check
// In: GOUJI_URL and GOUJI_CHROMIUM, set by `cargo xtask`. Out: Chromium with the page or the API in it, and what was
// noticed about it: errors, refusals of the policy, requests.

import { chromium } from "playwright-core";

export const url = process.env.GOUJI_URL ?? "http://127.0.0.1:8080/";

/** How long a test waits for what should come at once, in milliseconds: long enough for a machine that is busy with others' work. */
export const PATIENCE = 60_000;

let browser;

/** One browser for all that a process does. */
export async function launch() {
  browser ??= await chromium.launch({
    executablePath: process.env.GOUJI_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  return browser;
}

export async function close() {
  await browser?.close();
}

/**
 * A page that is not open yet, and what is noticed about it from now on. Its service worker, which fetches the page's own files
 * once more to keep them, is left to the tests that are about it: `keeps: true`.
 *
 * @param {{ keeps?: boolean } & Record<string, any>} [options]
 */
export async function newPage({ keeps = false, ...options } = {}) {
  const context = await (await launch()).newContext({
    locale: "zh-CN",
    permissions: ["clipboard-read", "clipboard-write"],
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const seen = { errors: [], requests: [] };
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) seen.errors.push(message.text());
  });
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  context.on("request", (request) => {
    // The tests' own pages, such as the one that `paste` copies in, are not the page's doing.
    if (!request.url().includes("/e2e/")) seen.requests.push(request.url());
  });
  // As on an address without TLS.
  if (!keeps) await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "serviceWorker"));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => console.error(`policy refused ${event.violatedDirective}: ${event.blockedURI}`));
  });
  return { context, page, seen };
}

/**
 * Opens the page and waits until it has started. From then on `seen.requests` counts anew.
 *
 * @param {{ path?: string, keeps?: boolean } & Record<string, any>} [options]
 */
export async function openPage({ path = "", ...options } = {}) {
  const opened = await newPage(options);
  await opened.page.goto(new URL(path, url).href);
  // With the worker beside it.
  await opened.page.waitForSelector("html[data-ready][data-warm]", { state: "attached" });
  opened.seen.requests.length = 0;
  return opened;
}

/** A page without the application, in which the JavaScript API is the global `gouji`. */
export async function openApi() {
  const opened = await newPage();
  await opened.page.goto(new URL("e2e/api.html", url).href);
  await opened.page.evaluate(async () => {
    globalThis.gouji = await import("/wasm-api/gouji_wasm.js");
    await gouji.default();
  });
  opened.seen.requests.length = 0;
  return opened;
}

/**
 * Pastes into `target` as a person does: copies, in another page, what a browser, Word or WPS would put on the clipboard, and
 * presses Ctrl-V. Chromium cleans copied HTML; `pasteEvent` does not.
 */
export async function paste(page, target, { text, html }) {
  const source = await page.context().newPage();
  await source.goto(new URL("e2e/api.html", url).href);
  await source.evaluate(
    async ([text, html]) => {
      const kinds = {};
      if (text !== undefined) kinds["text/plain"] = new Blob([text], { type: "text/plain" });
      if (html !== undefined) kinds["text/html"] = new Blob([html], { type: "text/html" });
      await navigator.clipboard.write([new ClipboardItem(kinds)]);
    },
    [text, html],
  );
  await source.close();
  await page.bringToFront();
  await page.locator(target).focus();
  await page.keyboard.press("ControlOrMeta+V");
}

/** The same without the clipboard: the page gets exactly this, and cannot tell it from Ctrl-V but by `isTrusted`. */
export async function pasteEvent(page, target, { text = "", html = "" }) {
  await page.locator(target).evaluate(
    (element, [text, html]) => {
      const clipboardData = new DataTransfer();
      if (text) clipboardData.setData("text/plain", text);
      if (html) clipboardData.setData("text/html", html);
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    },
    [text, html],
  );
}

/** Waits until the page has loaded a picture that stands in its own address: whatever began to load before has been sent or refused by then. */
export const loadedNow = (page) =>
  page.evaluate(() =>
    new Promise((done, failed) => {
      const picture = new Image();
      [picture.onload, picture.onerror] = [done, failed];
      picture.src = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEAAAAALAAAAAABAAEAAAICTAEAOw==";
    }).then(() => null),
  );

/** All cells of the page's tables, once all tables are drawn: they come one after the other. */
export async function allCells(page) {
  await page.locator(".tables[aria-busy='false']").waitFor();
  return page.locator("[data-cell]");
}

/** Opens one of the page's samples, and waits until all of it is drawn. */
export async function openSample(page, nth) {
  await page.locator(".sample").nth(nth).click();
  await page.locator("#verdict").waitFor();
  await allCells(page);
}

/** Presses a button of the page's settings, by its name or as a selector: over a checked report they are in a menu. */
export async function setting(page, name) {
  const menu = page.locator("details.more");
  if ((await menu.count()) && !(await menu.evaluate((menu) => menu.open))) await menu.locator("summary").click();
  await (name.startsWith("#") ? page.locator(name) : page.getByRole("button", { name, exact: true })).click();
}

/** Waits until `check` no longer throws: the page is drawn a moment after what was done to it. */
export async function until(check, patience = PATIENCE) {
  for (const end = Date.now() + patience; ; ) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resume) => setTimeout(resume, 25));
    }
  }
}
