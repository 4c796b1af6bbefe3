// The npm package as users get it: the documentation's snippets in Node, in a browser, under Vite and webpack; the command line's
// JSON; the declarations against real answers.

import assert from "node:assert/strict";
import { copyFile, readFile, readdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import Ajv from "ajv/dist/2020.js";
import { around, fixtures, here, npm, open, project, repository, run, sample, serve, snippet } from "./harness.mjs";

const MESSAGE = /维持、纠正、其他、未审结之和为 2，总计为 1/;
const require = createRequire(import.meta.url);

let gouji;
let folder;

before(async () => {
  folder = await project();
  gouji = await import(pathToFileURL(path.join(folder, "node_modules/gouji/dist/index.js")));
  await gouji.init();
  await writeFile(path.join(folder, "package.json"), '{ "type": "module", "private": true }');
  await copyFile(path.join(repository, "crates/app/samples/contradictions-2021.html"), path.join(folder, "report.html"));
  await copyFile(path.join(repository, "tests/fixtures/files/libreoffice.docx"), path.join(folder, "report.docx"));
});

test("the snippet for Node runs", async () => {
  await writeFile(path.join(folder, "main.mjs"), await snippet("npm.md", "node"));
  const { stdout } = await run(process.execPath, ["main.mjs"], { cwd: folder });
  const lines = stdout.trim().split("\n");
  assert.match(lines[0], MESSAGE);
  assert.match(lines.at(-2), /^44 equations, \d+ rules$/);
  assert.equal(lines.at(-1), "not_a_report");
});

/** What the package says of a text: its answer, or the one in the error that it throws. */
function answerOf(text, options) {
  try {
    return gouji.check(text, options);
  } catch (error) {
    return error.answer;
  }
}

test("answers are the command line's, file by file", async () => {
  const cli = process.env.GOUJI_CLI;
  assert.ok(cli, "GOUJI_CLI names the command line");
  const files = path.join(repository, "tests/fixtures/files");
  const documents = (await readdir(files)).filter((name) => /\.(docx?|xlsx?|pdf|ods)$/.test(name)).map((name) => path.join(files, name));
  const reports = (await fixtures()).map(({ file }) => file);
  const names = [...reports, ...documents];
  assert.ok(names.length > 15);
  const { stdout } = await run(cli, ["check", "--lang", "zh", "--format", "ndjson", ...names], { maxBuffer: 1e9 }).catch((error) => error);
  const expected = stdout.trim().split("\n").map((line) => JSON.parse(line));
  assert.equal(expected.length, names.length);
  for (const [index, name] of names.entries()) {
    const answer = await gouji.checkFile(await readFile(name), { name }).catch((error) => error.answer);
    assert.deepEqual(answer, expected[index], name);
    if (!reports.includes(name)) continue;
    const { input, ...rest } = answerOf(await readFile(name, "utf8"), { name });
    const { input: _, ...same } = expected[index];
    assert.deepEqual(rest, same, name);
    assert.equal(input.encoding, null);
  }
});

/** The schema that is promised, and no field beside those that it names: what is not written down is no part of the promise. */
function strict(schema) {
  const closed = structuredClone(schema);
  for (const object of Object.values(closed.$defs)) if (object.properties) object.additionalProperties = false;
  return new Ajv({ strict: false }).compile(closed);
}

test("every fixture's answer keeps to the schema, and to nothing beside it", async () => {
  const valid = strict(JSON.parse(await readFile(path.join(repository, "docs/schema/gouji-1.schema.json"), "utf8")));
  const beside = path.join(repository, "tests/fixtures/beside");
  const runs = [[(await fixtures()).map(({ file }) => file)]];
  for (const name of await readdir(beside)) {
    const files = await readdir(path.join(beside, name));
    const [report, prior, ...members] = ["report.", "prior.", "member-"].flatMap((start) => {
      const found = files.filter((file) => file.startsWith(start));
      return found.length ? found.map((file) => path.join(beside, name, file)) : [null];
    });
    const others = members.filter(Boolean);
    runs.push([[report], ...(prior ? [["--prior", prior]] : []), ...(others.length ? [["--members", ...others]] : [])]);
  }
  const roles = new Set();
  let errors = 0;
  for (const [names, ...options] of runs) {
    const args = ["check", "--format", "ndjson", ...names, ...options.flat()];
    const { stdout } = await run(process.env.GOUJI_CLI, args, { maxBuffer: 1e9 }).catch((error) => error);
    for (const line of stdout.trim().split("\n")) {
      const answer = JSON.parse(line);
      assert.ok(valid(answer), `${names[0]}: ${JSON.stringify(valid.errors, null, 1)}`);
      errors += answer.error ? 1 : 0;
      const terms = (answer.findings ?? []).flatMap(({ equation }) => (equation ? [...equation.left, ...equation.right] : []));
      for (const { report } of terms) if (report) roles.add(report.role);
    }
  }
  assert.ok(errors > 5, "those that are not read are among them");
  assert.deepEqual([...roles].sort(), ["member", "prior"]);
  assert.equal(valid({ schema: "gouji/1", input: {}, error: {} }), false, "the schema refuses something");
});

test("errors are errors, with the contract's codes and its object", async () => {
  const thrown = (run) => {
    try {
      run();
    } catch (error) {
      return error;
    }
    return assert.fail("nothing was thrown");
  };
  const letter = thrown(() => gouji.check("各位同事：会议改到下周一。", { lang: "en" }));
  assert.ok(letter instanceof Error && letter instanceof gouji.GoujiError);
  assert.equal(letter.code, "not_a_report");
  assert.equal(letter.message, letter.answer.error.message);
  assert.equal(letter.answer.schema, "gouji/1");
  assert.equal(thrown(() => gouji.check("")).code, "empty");
  assert.equal(thrown(() => gouji.check(7)).code, "invalid_input");
  assert.equal(thrown(() => gouji.check("x", { lang: "fr" })).code, "invalid_option");
  assert.equal(thrown(() => gouji.check(" ".repeat(20 * 1024 * 1024 + 1))).code, "too_large");
  const code = (bytes) => gouji.checkFile(bytes).then(() => null, (error) => error.code);
  assert.equal(await code(Buffer.from("CAJ\u0000\u0000\u0000\u0000")), "unsupported_format");
  assert.equal(await code(Buffer.from("%PDF-1.7")), "corrupt");
  assert.equal(await code(await readFile(path.join(repository, "tests/fixtures/files/pdf-locked-password.pdf"))), "encrypted");
  assert.equal(await code("text"), "invalid_input");
});

test("a call before init says so", async () => {
  const main = 'import { check } from "gouji"; try { check("x") } catch (error) { console.log(error.code) }';
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", main], { cwd: folder });
  assert.equal(stdout.trim(), "not_ready");
});

test("every export exists and has its types", async () => {
  const { exports, version } = JSON.parse(await readFile(path.join(npm, "package.json"), "utf8"));
  assert.match(version, /^\d+\.\d+\.\d+$/);
  assert.notEqual(version, "0.0.0");
  for (const [name, target] of Object.entries(exports)) {
    for (const file of typeof target === "string" ? [target] : Object.values(target)) {
      assert.ok(await readFile(path.join(npm, file)).catch(() => null), `${name}: ${file}`);
    }
  }
  // Two releases never have a compiled file of the same name.
  const compiled = (await readdir(path.join(npm, "dist"))).filter((name) => /^gouji_(wasm|opener)/.test(name));
  assert.ok(compiled.length >= 5 && compiled.every((name) => name.includes(`-${version}.`)), compiled.join());
  const { stdout } = await run("npm", ["pack", "--dry-run", "--json"], { cwd: npm });
  const [{ files }] = JSON.parse(stdout);
  const packed = files.map(({ path }) => path);
  for (const wanted of ["dist/index.js", `dist/gouji_wasm_bg-${version}.wasm`, "dist/index.d.ts", "README.md", "custom-elements.json"]) {
    assert.ok(packed.includes(wanted), wanted);
  }
});

test("the sizes in the documentation are those of what is built", async () => {
  const { version } = JSON.parse(await readFile(path.join(npm, "package.json"), "utf8"));
  const text = await readFile(path.join(repository, "docs/embed/npm.md"), "utf8");
  const rows = [...text.matchAll(/^\| `([\w.-]+)` \| (\d+) \| /gm)];
  assert.ok(rows.length >= 5);
  for (const [, name, kilobytes] of rows) {
    const bytes = gzipSync(await readFile(path.join(npm, "dist", name.replace("VERSION", version))), { level: 9 }).length / 1000;
    assert.ok(Math.abs(bytes - Number(kilobytes)) <= Math.max(1, bytes / 10), `${name} weighs ${bytes.toFixed(0)} kB, written is ${kilobytes}`);
  }
});

test("the snippet for a page without a bundler runs, and asks its own server only", async () => {
  const { origin } = await serve({
    "/": around(await snippet("npm.md", "browser")),
    "/report.html": await sample("contradictions-2021"),
  });
  const { page, seen, context } = await open(`${origin}/`);
  await page.waitForFunction(() => document.querySelector("#answer").textContent);
  assert.match(await page.textContent("#answer"), MESSAGE);
  assert.deepEqual(seen.errors, []);
  assert.ok(seen.requests.every((address) => address.startsWith(origin)));
  await context.close();
});

/** The page for the bundlers: the built script beside a report in the page. */
async function runBuilt(html, dist) {
  const { origin } = await serve({ "/": html }, { "/": dist });
  const { page, seen, context } = await open(`${origin}/`);
  await page.waitForFunction(() => document.querySelector("#answer").textContent);
  assert.match(await page.textContent("#answer"), MESSAGE);
  assert.deepEqual(seen.errors, []);
  await page.waitForFunction(() => document.querySelector("gouji-checker")?.shadowRoot?.querySelector("td.error"));
  assert.ok(page.workers().length > 0, "the check ran in a worker");
  await context.close();
}

const DEFINE = '\nimport "gouji/define";\ndocument.querySelector("gouji-checker").value = document.querySelector("#report").outerHTML;\n';

const bundledPage = async (script) =>
  around(`<pre id="answer"></pre><gouji-checker></gouji-checker><div id="report">${await sample("contradictions-2021")}</div>${script}`);

test("the snippet runs under Vite", async () => {
  const { build } = await import("vite");
  const root = await project();
  await writeFile(path.join(root, "main.js"), (await snippet("npm.md", "bundler")) + DEFINE);
  await writeFile(path.join(root, "index.html"), await bundledPage('<script type="module" src="/main.js"></script>'));
  await build({ root, logLevel: "error", configFile: false, build: { target: "es2022" }, worker: { format: "es" } });
  await runBuilt(await readFile(path.join(root, "dist/index.html"), "utf8"), path.join(root, "dist"));
});

test("the snippet runs under webpack", async () => {
  const webpack = require("webpack");
  const root = await project();
  await writeFile(path.join(root, "main.js"), (await snippet("npm.md", "bundler")) + DEFINE);
  const stats = await new Promise((resolve, reject) => {
    const settings = { context: root, entry: "./main.js", mode: "production", output: { path: path.join(root, "dist"), publicPath: "/" } };
    webpack({ ...settings, performance: { hints: false } }, (error, stats) => (error ? reject(error) : resolve(stats)));
  });
  assert.deepEqual(stats.toJson({ all: false, errors: true, warnings: true }).errors, []);
  assert.deepEqual(stats.toJson({ all: false, errors: true, warnings: true }).warnings, []);
  await runBuilt(await bundledPage('<script type="module" src="/main.js"></script>'), path.join(root, "dist"));
});

test("a worker that is killed or forbidden is told, and the next call works", async () => {
  const { origin } = await serve({ "/": around("") });
  const { page, context } = await open(`${origin}/`);
  await page.evaluate(async () => {
    globalThis.checkers = await import("/gouji/checkers.js");
    globalThis.checker = new checkers.WorkerChecker();
    await checker.setup();
  });
  const report = await sample("contradictions-2021");
  const killed = await page.evaluate(async (report) => {
    // What a crash looks like from outside: the worker is there and answers nothing.
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = () => {};
    const failure = await checker.check(report).catch((error) => error.code);
    Worker.prototype.postMessage = postMessage;
    return failure;
  }, report);
  assert.equal(killed, "crashed");
  assert.equal(await page.evaluate(async (report) => (await checker.check(report)).findings.length, report), 1);
  const off = await page.evaluate(async (report) => {
    const stop = new AbortController();
    const call = checker.check(report, { signal: stop.signal }).catch((error) => error.code);
    stop.abort();
    return call;
  }, report);
  assert.equal(off, "aborted");
  const fallen = await page.evaluate(async (report) => {
    globalThis.Worker = class {
      constructor() {
        throw new Error("no workers here");
      }
    };
    return (await new checkers.AnyChecker().check(report)).findings.length;
  }, report);
  assert.equal(fallen, 1);
  await context.close();
});

test("the API in one file loads nothing", async () => {
  const inline = await import(pathToFileURL(path.join(npm, "dist/inline.js")));
  await inline.init();
  assert.match(inline.check(await sample("contradictions-2021")).findings[0].message, MESSAGE);
  assert.equal(inline.rules().length, gouji.rules().length);
});

test("the declarations hold for every answer", async () => {
  const lines = ['import type { Answer, Audit, FormTables, Rule, Unread } from "gouji";', 'import type { GoujiChecker } from "gouji/element";'];
  const constant = (type, value) => lines.push(`export const v${lines.length}: ${type} = ${JSON.stringify(value)};`);
  for (const { text } of await fixtures()) {
    const answer = answerOf(text, { lang: "en" });
    constant(answer.error ? "Unread" : "Audit", answer);
  }
  constant("Answer", await gouji.checkFile(await readFile(path.join(folder, "report.docx"))));
  constant("Answer", answerOf("nothing"));
  constant("Rule[]", gouji.rules());
  constant("FormTables", gouji.forms());
  lines.push('export const element = (checker: GoujiChecker) => checker.addEventListener("gouji-checked", ({ detail }) => detail.schema);');
  // And they are no blank cheque: what is not in the contract is refused.
  lines.push("// @ts-expect-error", 'export const wrong: Answer = { schema: "gouji/2" };');
  lines.push("// @ts-expect-error", "export const extra: Audit = { ...v2, repairs: [{ changes: 1 }] };");
  await writeFile(path.join(folder, "types.ts"), lines.join("\n"));
  const settings = { strict: true, noEmit: true, module: "nodenext", moduleResolution: "nodenext", target: "es2022", lib: ["es2022", "dom"], types: [] };
  await writeFile(path.join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: settings, files: ["types.ts"] }));
  const tsc = path.join(here, "node_modules/.bin/tsc");
  const { stdout } = await run(tsc, ["-p", folder]).catch((error) => error);
  assert.equal(stdout, "");
});
