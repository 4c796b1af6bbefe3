// In: GOUJI_URL and GOUJI_CHROMIUM, set by `cargo xtask test`. Out: Chromium with the page in it, watched: what a spec
// did not expect (an error, a request, something that the policy refused) fails it.
//
//   import { test } from "node:test";
//   import { withPage } from "./harness.mjs";
//   test("shows a contradiction", withPage(async ({ page }) => { … }));

import assert from "node:assert/strict";
import { after } from "node:test";
import { chromium } from "playwright-core";

export const url = process.env.GOUJI_URL ?? "http://127.0.0.1:8080/";

let browser;

/** One browser for all tests of a file. */
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

after(async () => browser?.close());

/** A page that is not open yet, and what is noticed about it from now on. */
export async function newPage(options = {}) {
  const context = await (await launch()).newContext({
    locale: "zh-CN",
    permissions: ["clipboard-read", "clipboard-write"],
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const seen = { errors: [], requests: [] };
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) seen.errors.push(message.text());
  });
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  context.on("request", (request) => seen.requests.push(request.url()));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) =>
      console.error(`policy refused ${event.violatedDirective}: ${event.blockedURI}`),
    );
  });
  return { context, page, seen };
}

/** Opens the page and waits until it has started. From then on `seen.requests` counts anew. */
export async function openPage({ path = "", ...options } = {}) {
  const opened = await newPage(options);
  await opened.page.goto(new URL(path, url).href);
  await opened.page.waitForSelector("html[data-ready]", { state: "attached" });
  opened.seen.requests.length = 0;
  return opened;
}

/** The body of a test: it gets the open page, and fails on whatever the browser complained of or asked the network for. */
export function withPage(body, options = {}) {
  return async (context) => {
    const opened = await openPage(options);
    try {
      await body({ ...opened, test: context });
      assert.deepEqual(opened.seen.errors, [], "the browser complained");
      assert.deepEqual(opened.seen.requests, [], "the page asked the network for something");
    } finally {
      await opened.context.close();
    }
  };
}

/** Pastes into `target` as Ctrl-V does, with the kinds of content that a browser, Word or WPS would put on the clipboard. */
export async function paste(page, target, { text, html }) {
  await page.locator(target).focus();
  await page.evaluate(
    async ([text, html]) => {
      const kinds = {};
      if (text !== undefined) kinds["text/plain"] = new Blob([text], { type: "text/plain" });
      if (html !== undefined) kinds["text/html"] = new Blob([html], { type: "text/html" });
      await navigator.clipboard.write([new ClipboardItem(kinds)]);
    },
    [text, html],
  );
  await page.keyboard.press("ControlOrMeta+V");
}

/** The same without the clipboard: HTML arrives as the site wrote it, where the clipboard would clean it first. */
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
