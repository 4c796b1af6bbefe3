// The page starts: under its policy, without a complaint, and where it cannot start it says why.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { newPage, openPage, url, withPage } from "./harness.mjs";
import { parts, size } from "./sizes.mjs";

/**
 * Bytes, gzipped, without the readers of docx, spreadsheets and pdf: a little more than there are, so that growth is noticed. The aim
 * is 400 kB. `cargo xtask bench size` says which files they are in.
 */
const FIRST_VISIT = 936_000;

test("the page starts without an error or a refused request", withPage(async ({ page }) => {
  assert.match(await page.title(), /勾稽/);
  assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
  assert.notEqual(await page.locator("h1").first().innerText(), "");
}));

test("after the start nothing can be evaluated, compiled or sent elsewhere", async () => {
  const { context, page } = await openPage();
  const tried = await page.evaluate(async () => {
    // What the driver evaluates may evaluate; a later task of the page's own may not.
    await new Promise((resume) => setTimeout(resume));
    const outcome = async (work) => {
      try {
        await work();
        return "allowed";
      } catch (error) {
        return error.name;
      }
    };
    const image = (src) =>
      new Promise((loaded, failed) => Object.assign(new Image(), { onload: loaded, onerror: () => failed(new Error()), src }));
    return {
      function: await outcome(() => new Function("return 1")()),
      wasm: await outcome(() => new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))),
      fetch: await outcome(() => fetch("http://127.0.0.1:9/")),
      image: await outcome(() => image("http://127.0.0.1:9/pixel.png")),
    };
  });
  assert.deepEqual(tried, {
    function: "EvalError",
    wasm: "CompileError",
    fetch: "TypeError",
    image: "Error",
  });
  await context.close();
});

test("requests go to the page's own server only, headers and types are those of a careful one", async () => {
  const { context, page, seen } = await newPage();
  const answers = [];
  page.on("response", (response) => answers.push(response));
  await page.goto(url);
  await page.waitForSelector("html[data-ready]", { state: "attached" });
  for (const request of seen.requests) assert.ok(request.startsWith(url), request);
  const wasm = answers.filter((answer) => answer.url().endsWith(".wasm"));
  assert.equal(wasm.length, 1, "the WebAssembly is fetched once");
  assert.equal(wasm[0].headers()["content-type"], "application/wasm");
  for (const answer of answers) {
    assert.equal(answer.status(), 200, answer.url());
    assert.equal(answer.headers()["x-content-type-options"], "nosniff");
    assert.match(answer.headers()["content-security-policy"], /default-src 'none'/);
  }
  await context.close();
});

test("workers get a policy of their own, hashed names may be kept for ever, and nothing else", async () => {
  const { context, page } = await openPage();
  const headers = async (name) => (await context.request.get(new URL(name, url).href)).headers();
  for (const name of ["data-opener", "data-pictures"]) {
    const readers = await headers(await page.locator("html").getAttribute(name));
    assert.equal(readers["content-security-policy"], "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'unsafe-eval'; connect-src 'self'");
    assert.match(readers["cache-control"], /immutable/);
  }
  const checker = await headers(await page.locator("html").getAttribute("data-checker"));
  assert.equal(checker["content-security-policy"], "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'");
  const service = await headers("sw.js");
  assert.equal(service["content-security-policy"], "default-src 'none'; script-src 'self'; connect-src 'self'");
  for (const name of ["", "sw.js", "manifest.webmanifest", "icons/icon-192.png"]) {
    assert.equal((await headers(name))["cache-control"], "no-cache", name);
  }
  assert.equal((await headers("manifest.webmanifest"))["content-type"], "application/manifest+json");
  await context.close();
});

test("a first visit downloads no more than it may", () => {
  const first = parts(fileURLToPath(new URL("../../dist/", import.meta.url))).filter((file) => !file.later);
  const gzipped = first.reduce((sum, { bytes }) => sum + size.gzip(bytes), 0);
  assert.ok(gzipped < FIRST_VISIT, `${gzipped} bytes gzipped`);
});

test("a page whose WebAssembly does not arrive says so", async () => {
  const { context, page } = await newPage();
  await page.route("**/*.wasm", (route) => route.fulfill({ status: 404, body: "" }));
  await page.goto(url);
  await page.locator("#unreachable").waitFor();
  assert.ok(await page.locator("#loading").isHidden());
  await context.close();
});

test("a browser without WebAssembly is told which ones have it", async () => {
  const { context, page } = await newPage();
  await page.addInitScript(() => delete globalThis.WebAssembly);
  await page.goto(url);
  await page.locator("#unsupported").waitFor();
  await context.close();
});

test("without JavaScript the page says what it needs", async () => {
  const { context, page } = await newPage({ javaScriptEnabled: false });
  await page.goto(url);
  assert.match(await page.locator("body").innerText(), /JavaScript/);
  await context.close();
});
