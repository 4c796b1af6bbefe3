// Which message of a host gets which answer: www/embed/single/frame.js, around a checker that answers when it is told to.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

const file = await readFile(new URL("../../www/embed/single/frame.js", import.meta.url), "utf8");
// What it imports is given to it instead.
const source = file.replaceAll(/^import .*$/gm, "");

/** A checker whose checks end with `answer`; a new one ends the one before without an answer. */
class Checker extends EventTarget {
  value = "";
  setAttribute() {}
  check() {
    return new Promise(() => {});
  }
  async apply(repair) {
    if (repair === 9) return null;
    this.tell("gouji-change", { value: this.value, changes: [] });
    return this.check();
  }
  answer() {
    this.tell("gouji-checked", { of: this.value });
  }
  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** The frame with its host: what it posts is `heard`, as type, id and what it says. */
function frame() {
  const checker = new Checker();
  const heard = [];
  const port = { close() {}, postMessage: ({ type, id, code, result }) => heard.push([type, id, code ?? result?.of]) };
  const given = {
    AnyChecker: class {},
    define() {},
    wasm: null,
    workerSource: "",
    location: { search: "?origin=https://cms.example.gov.cn" },
    parent: { postMessage() {} },
    window: {},
    addEventListener() {},
    MessageChannel: class {
      port1 = port;
    },
    ResizeObserver: class {
      observe() {}
    },
    document: {
      createElement: () => checker,
      getElementById: () => ({ replaceWith() {} }),
      documentElement: { getBoundingClientRect: () => ({ height: 1 }) },
    },
  };
  new Function(...Object.keys(given), source)(...Object.values(given));
  const send = (message) => port.onmessage({ data: { v: 1, ...message } });
  return { checker, heard, send };
}

test("content that is replaced before it was checked is answered as well", () => {
  const { checker, heard, send } = frame();
  send({ type: "gouji:set-content", id: 1, text: "a" });
  send({ type: "gouji:set-content", id: 2, text: "b" });
  checker.answer();
  send({ type: "gouji:set-content", text: "c" });
  send({ type: "gouji:set-content", id: 4, text: "d" });
  checker.answer();
  assert.deepEqual(heard, [
    ["gouji:error", 1, "replaced"],
    ["gouji:result", 2, "b"],
    ["gouji:result", 4, "d"],
  ]);
});

test("a correction replaces what is being checked only where it is applied", async () => {
  const { checker, heard, send } = frame();
  send({ type: "gouji:set-content", id: 1, text: "a" });
  await send({ type: "gouji:apply", id: 2, repair: 9 });
  checker.answer();
  send({ type: "gouji:set-content", id: 3, text: "b" });
  send({ type: "gouji:apply", id: 4, repair: 0 });
  checker.answer();
  checker.tell("gouji-change", { value: "b", changes: [] });
  checker.answer();
  assert.deepEqual(heard, [
    ["gouji:error", 2, "bad_message"],
    ["gouji:result", 1, "a"],
    ["gouji:error", 3, "replaced"],
    ["gouji:changed", null, undefined],
    ["gouji:result", 4, "b"],
    ["gouji:changed", null, undefined],
    ["gouji:result", null, "b"],
  ]);
});
