// The summary page of `gouji check --format html`, opened from a file: it sorts, its own policy refuses nothing of it, and it
// asks for nothing.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { after, test } from "node:test";
import { close, newPage } from "./chromium.mjs";

after(close);

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Runs the command line; a status of 1 or 2 says what was found, not that it failed. */
function gouji(...args) {
  // As the tests before built it: with the features of the whole workspace, so that nothing is compiled once more.
  execFileSync("cargo", ["build", "-q", "--workspace", "--bin", "gouji"], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  const built = resolve(root, process.env.CARGO_TARGET_DIR ?? "target", "debug/gouji");
  try {
    execFileSync(built, args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  } catch (error) {
    if (error.status !== 1 && error.status !== 2) throw error;
  }
}

test("the summary page sorts and asks for nothing", async () => {
  const folder = mkdtempSync(join(tmpdir(), "gouji-summary-"));
  try {
    const hostile = join(folder, "<img src=x onerror=alert(1)>.txt");
    writeFileSync(hostile, readFileSync(join(root, "tests/fixtures/pipe-lines/report.txt")));
    const summary = join(folder, "summary.html");
    const samples = ["clean-2021", "contradictions-2021", "report-2019"].map((name) => `crates/app/samples/${name}.html`);
    gouji("check", "--lang", "en", "--format", "html", "-o", summary, ...samples, hostile, "missing.html");

    const { page, seen, context } = await newPage();
    await page.goto(pathToFileURL(summary).href);
    const column = (index) =>
      page.$$eval("tbody", (bodies, index) => bodies.map((body) => body.rows[0].cells[index].textContent), index);
    assert.equal((await column(0)).length, 5);
    assert.equal(await page.locator("img").count(), 0, "a file's name is only text");
    assert.match(await page.locator("#total").innerText(), /^5 inputs: 1 with contradictions/);

    await page.getByRole("button", { name: "Contradictions" }).click();
    assert.equal((await column(0))[0], "crates/app/samples/contradictions-2021.html");
    assert.equal(await page.locator("th[aria-sort]").getAttribute("aria-sort"), "descending");
    await page.getByRole("button", { name: "File" }).click();
    await page.getByRole("button", { name: "File" }).click();
    const names = await column(0);
    assert.deepEqual(names, names.toSorted((left, right) => left.localeCompare(right, "zh")));
    assert.ok(await page.getByText("1 + 0 + 0 + 1 = 2 ≠ 1").isVisible(), "findings are open");
    assert.deepEqual(seen.errors, [], "the browser complained");
    assert.deepEqual(seen.requests.filter((url) => url !== pathToFileURL(summary).href), []);
    await context.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
