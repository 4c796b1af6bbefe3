// The thread of the page that hosts the element, the frame or a plugin: whatever is shown there or handed over, no task of it is longer than is noticed.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { LONG, MOST, longest } from "../e2e/tasks.mjs";
import { around, open, sample, serve } from "./harness.mjs";

let host;

before(async () => {
  host = await serve();
  host.pages["/element"] = around('<script type="module" src="/gouji/define.js"></script><gouji-checker></gouji-checker>');
  host.pages["/frame"] = around(
    `<iframe id="gouji" sandbox="allow-scripts allow-downloads allow-modals" src="/gouji/embed.html?origin=${host.origin}&mode=edit"></iframe>`,
  );
  host.pages["/editor"] = around('<div contenteditable style="min-height: 100px"></div><aside></aside>');
});

/** The text is made in the page: bringing it there is no part of the work. */
const bring = (page, input) =>
  page.evaluate(([head, piece, times, tail]) => {
    globalThis.given = head + piece.repeat(times) + tail;
  }, input);

/** How each host hands a text over, and has the answer. */
const HOSTS = {
  "/element": {
    ready: (page) => page.waitForFunction(() => customElements.get("gouji-checker")),
    check: (page) =>
      page.evaluate(async () => {
        const checker = document.querySelector("gouji-checker");
        checker.value = given;
        await checker.check();
      }),
  },
  "/frame": {
    ready: (page) =>
      page.evaluate(async () => {
        const asking = setInterval(() => gouji.contentWindow.postMessage({ type: "gouji:connect", v: 1 }, "*"), 100);
        globalThis.port = await new Promise((resolve) => {
          addEventListener("message", ({ data, ports }) => data.type === "gouji:ready" && resolve(ports[0]));
        });
        clearInterval(asking);
      }),
    check: (page) =>
      page.evaluate(
        () =>
          new Promise((resolve) => {
            port.onmessage = ({ data }) => data.id === 1 && resolve();
            port.postMessage({ v: 1, id: 1, type: "gouji:set-content", html: given });
          }),
      ),
  },
  "/editor": {
    ready: (page) =>
      page.evaluate(async () => {
        const { EditorCheck } = await import("/gouji/editor.js");
        const root = document.querySelector("[contenteditable]");
        root.innerHTML = given;
        globalThis.plugin = new EditorCheck({ root: () => root, write: () => {}, panel: document.querySelector("aside") });
        // That the browser lays it out is no work of ours.
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 200)));
      }),
    check: (page) =>
      page.evaluate(
        () =>
          new Promise((resolve) => {
            for (const name of ["gouji-checked", "gouji-error"]) plugin.panel.addEventListener(name, resolve, { once: true });
            plugin.open();
          }),
      ),
  },
};

for (const [path, { ready, check }] of Object.entries(HOSTS)) {
  for (const what of ["a report", ...Object.keys(LONG)]) {
    test(`${path.slice(1)}: the host's page does not stand still: ${what}`, async () => {
      const { context, page } = await open(`${host.origin}${path}`);
      try {
        await bring(page, LONG[what] ?? [await sample("contradictions-2021"), "", 0, ""]);
        await ready(page);
        // What the browser takes to paint an office's own 150,000 cells is no work of ours.
        const painting = path !== "/editor";
        const work = async () => {
          await check(page);
          await page.waitForTimeout(500);
        };
        const took = await longest(context, page, work, { painting });
        assert.ok(took.tasks > 0, "the page's thread was watched");
        assert.ok(took.processor <= MOST, `a task of ${took.processor} ms, by the clock ${took.wall} ms`);
      } finally {
        await context.close();
      }
    });
  }
}
