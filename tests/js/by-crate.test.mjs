// What a WebAssembly module weighs, crate by crate: tests/e2e/by-crate.mjs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { byCrate, crateOf } from "../e2e/by-crate.mjs";

test("a function is its crate's, however its name is written", () => {
  const names = {
    _ZN5gouji4read6report17h0123456789abcdefE: "gouji",
    "_ZN66_$LT$gouji..report..Report$u20$as$u20$core..clone..Clone$GT$5clone17h0123456789abcdefE": "gouji",
    "_ZN42_$LT$$RF$T$u20$as$u20$core..fmt..Debug$GT$3fmt17h0123456789abcdefE": "core",
    _RNvNtCs1234_7mycrate3foo3bar: "mycrate",
    _RNvMCs4567_9html5ever4Sink: "html5ever",
    "gouji::read::report": "gouji",
    "<gouji::report::Report as core::clone::Clone>::clone": "gouji",
    "<&mut html5ever::Sink<T> as core::fmt::Debug>::fmt": "html5ever",
    "core[0a1b]::fmt::write": "core",
    __wbindgen_malloc: "wasm_bindgen",
    memcpy: "(without a name)",
  };
  for (const [name, crate] of Object.entries(names)) assert.equal(crateOf(name), crate, name);
});

const text = (word) => [word.length, ...Buffer.from(word)];
const section = (id, bytes) => [id, bytes.length, ...bytes];

test("all bytes of a module are counted once", () => {
  const imported = section(2, [1, ...text("m"), ...text("f"), 0, 0]);
  const code = section(10, [2, 3, 0, 1, 11, 4, 0, 1, 1, 11]);
  const [one, two] = ["_ZN3one1fE", "_ZN3two1fE"];
  const list = [3, 0, ...text("m.f"), 1, ...text(one), 2, ...text(two)];
  const names = section(0, [...text("name"), 1, list.length, ...list]);
  const module = Buffer.from([0, 97, 115, 109, 1, 0, 0, 0, ...imported, ...code, ...section(11, [0]), ...names]);
  const raw = Object.fromEntries(byCrate(module).map(({ crate, raw }) => [crate, raw]));
  assert.deepEqual(raw, { one: 3, two: 4, "(constants)": 1, "(other)": imported.length - 2 });
  const without = module.subarray(0, module.length - names.length);
  assert.throws(() => byCrate(without), /no names/);
});
