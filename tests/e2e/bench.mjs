// @ts-check
// In: the page that `cargo xtask bench native` timed, in target/bench/page.html, or another file. Out: how long the JavaScript
// API takes to check it in Chromium, beside Chromium's own parse of the same page in the same run.

import { existsSync, readFileSync } from "node:fs";
import { close, openApi } from "./chromium.mjs";

const ROUNDS = 30;

const file = process.argv[2] ?? "target/bench/page.html";
if (!existsSync(file)) {
  console.error(`${file} is not there: \`cargo xtask bench native\` makes it, or name a file`);
  process.exit(1);
}
const html = readFileSync(file, "utf8");

const { page } = await openApi();
const times = await page.evaluate(
  ([html, rounds]) => {
    const time = (work) => {
      const start = performance.now();
      work();
      return performance.now() - start;
    };
    const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
    const first = time(() => gouji.check(html));
    const [check, parse] = [[], []];
    // In turn, so that what else the machine does meets both alike.
    for (let round = 0; round < rounds; round++) {
      parse.push(time(() => new DOMParser().parseFromString(html, "text/html")));
      check.push(time(() => gouji.check(html)));
    }
    return { first, check: median(check), parse: median(parse), cells: gouji.check(html).coverage?.cells_found };
  },
  [html, ROUNDS],
);
const milli = (value) => `${value.toFixed(2)} ms`;
console.log(`${file}: ${(html.length / 1000).toFixed(0)} kB, ${times.cells ?? "no"} cells read`);
console.log(`check    ${milli(times.check)} (the first ${milli(times.first)})`);
console.log(`parse    ${milli(times.parse)} (Chromium's DOMParser)`);
console.log(`ratio    ${(times.check / times.parse).toFixed(2)}`);
await close();
