// @ts-check
// In: the body of a test. Out: the test, run in Chromium and watched: what it did not expect (an error, a request, something
// that the policy refused) fails it.
//
//   import { test } from "node:test";
//   import { withPage } from "./harness.mjs";
//   test("shows a contradiction", withPage(async ({ page }) => { … }));

import assert from "node:assert/strict";
import { after } from "node:test";
import { close, openPage } from "./chromium.mjs";

export * from "./chromium.mjs";

after(close);

/** A worker that had to be ended over a long check is started anew, from the page's own files. */
export const isWorker = (request) => /\/(checker|gouji-app)-[0-9a-f]{1,16}\.js$/.test(request);

/** The reader of pictures, which the page asks its own server for once a picture is there. */
export const isViewer = (request) => /\/(pictures|gouji-viewer|gouji-viewer-simd|recogniser)-[0-9a-f]{1,16}(_bg)?\.(js|wasm|onnx)$/.test(request);

/**
 * The body of a test: it gets the open page, and fails on whatever the browser complained of or asked the network for, but for
 * the requests that are `expected`. They are told apart at the end: a worker loads its parts while the test goes on.
 */
export function withPage(body, /** @type {Record<string, any>} */ { expected = () => false, ...options } = {}) {
  return async (context) => {
    const opened = await openPage(options);
    try {
      await body({ ...opened, test: context });
      assert.deepEqual(opened.seen.errors, [], "the browser complained");
      assert.deepEqual(
        opened.seen.requests.filter((request) => !expected(request)),
        [],
        "the page asked the network for something",
      );
    } finally {
      await opened.context.close();
    }
  };
}
