// @ts-check
// In: GOUJI_NPM (the built package), GOUJI_CHROMIUM, set by `cargo xtask test embed`. Out: a server for test pages, Chromium, the
// snippets of the documentation, and a package installed as users install it.

import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { close, launch, PATIENCE } from "../e2e/chromium.mjs";

export const run = promisify(execFile);
export const here = path.dirname(fileURLToPath(import.meta.url));
export const repository = path.resolve(here, "../..");
export const npm = process.env.GOUJI_NPM ?? path.join(repository, "target/npm/gouji");

const KINDS = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".gif": "image/gif",
};

const clean = [close];
after(async () => {
  for (const end of clean.reverse()) await end();
});

/** A folder that is gone after the tests. */
export async function temporary() {
  const folder = await mkdtemp(path.join(os.tmpdir(), "gouji-embed-"));
  clean.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * A web server on loopback. `pages`: path to HTML, or to {body, headers}; `folders`: path to folder. The package is at /gouji/.
 * `seen` has every path that was asked for.
 */
export async function serve(pages = {}, folders = {}, { host = "127.0.0.1" } = {}) {
  const mounts = Object.entries({ "/gouji/": path.join(npm, "dist"), "/node_modules/": path.join(here, "node_modules"), ...folders });
  const seen = [];
  const server = http.createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://x");
    seen.push(pathname);
    const page = pages[pathname];
    try {
      let [body, headers] = [page?.body ?? page, page?.headers ?? {}];
      let kind = ".html";
      if (page === undefined) {
        const mount = mounts.find(([at]) => pathname.startsWith(at));
        if (!mount) throw new Error("nothing here");
        const file = path.join(mount[1], decodeURIComponent(pathname.slice(mount[0].length)) || "index.html");
        body = await readFile(file);
        kind = path.extname(file);
      } else if (typeof page === "function") {
        body = page(request);
      }
      response.writeHead(200, { "Content-Type": KINDS[kind] ?? "application/octet-stream", "Cache-Control": "no-store", ...headers });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, host, () => resolve(null)));
  clean.push(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve(null));
      }),
  );
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const origin = `http://${host}:${port}`;
  return { origin, seen, pages };
}

/** A page in Chromium; `seen.errors` has what the browser complained of. */
export async function open(address, /** @type {Record<string, any>} */ { init, ...options } = {}) {
  const context = await (await launch()).newContext({ locale: "zh-CN", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const seen = { errors: [], requests: [] };
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) seen.errors.push(message.text());
  });
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  context.on("request", (request) => seen.requests.push(request.url()));
  if (init) await page.addInitScript(init);
  await page.goto(address);
  return { context, page, seen };
}

/** The code block that follows `<!-- test: name -->` in a page of docs/embed. */
export async function snippet(file, name) {
  const text = await readFile(path.join(repository, "docs/embed", file), "utf8");
  const found = text.match(new RegExp(`<!-- test: ${name} -->\\s*\`\`\`\\w*\\n([^]*?)\`\`\``));
  if (!found) throw new Error(`${file} has no snippet ${name}`);
  return found[1];
}

/** A folder in which the package is installed, as `npm install gouji` leaves it. */
export async function project() {
  const folder = await temporary();
  await mkdir(path.join(folder, "node_modules"));
  await cp(npm, path.join(folder, "node_modules/gouji"), { recursive: true });
  return folder;
}

/** The reports of tests/fixtures: {name, file, text}. */
export async function fixtures() {
  const folder = path.join(repository, "tests/fixtures");
  const found = [];
  for (const name of (await readdir(folder)).sort()) {
    for (const file of ["report.html", "report.txt"]) {
      const text = await readFile(path.join(folder, name, file), "utf8").catch(() => null);
      if (text !== null) found.push({ name, file: path.join(folder, name, file), text });
    }
  }
  return found;
}

export const sample = (name) => readFile(path.join(repository, "crates/app/samples", `${name}.html`), "utf8");

/** The document around a snippet that stands in a page's body. */
export const around = (body, head = "") =>
  `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>试验</title>${head}</head><body>${body}</body></html>`;
