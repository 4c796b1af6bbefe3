// What the adapters say: www/embed/texts.js.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sentences, TEXTS } from "../../www/embed/texts.js";

const HAN = /\p{Script=Han}/u;
/** Names of the official form: in Chinese in both languages. */
const OF_THE_FORM = ["table"];

test("every sentence is there in both languages, and takes the same", () => {
  for (const [key, pair] of Object.entries(TEXTS)) {
    assert.equal(pair.length, 2, key);
    const [zh, en] = pair;
    assert.equal(typeof zh, typeof en, key);
    if (typeof zh === "function" && typeof en === "function") assert.equal(zh.length, en.length, key);
    else assert.ok(HAN.test(String(zh)) && !HAN.test(String(en)) && en !== "", key);
    if (!OF_THE_FORM.includes(key)) continue;
    assert.equal(sentences("en")[key](3, "x"), sentences("zh")[key](3, "x"));
  }
});

test("one is not written as many", () => {
  const { skipped, zeros } = sentences("en");
  assert.deepEqual([skipped(1), skipped(2)], ["1 equation not checked", "2 equations not checked"]);
  assert.deepEqual([zeros(1), zeros(2)], ["1 more is zero or blank", "2 more are zero or blank"]);
});

test("another language than English is Chinese", () => {
  assert.equal(sentences("fr").check, sentences("zh").check);
  assert.notEqual(sentences("en").check, sentences("zh").check);
});
