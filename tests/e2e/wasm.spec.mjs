// The JavaScript API's answers, in Chromium: the contract's objects, errors as objects, wrong calls as exceptions, offsets.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openApi } from "./harness.mjs";

/** Table 4, its second block not adding up, behind Chinese text and a character of two UTF-16 units. */
const TABLE_4 = [
  "𠮷县政府信息公开行政复议、行政诉讼情况",
  "行政复议\t行政诉讼",
  "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉",
  "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计",
  "0\t1\t0\t0\t1\t1\t0\t0\t1\t1\t0\t0\t0\t0\t0",
].join("\n");

/** A test with the API open; it fails on whatever the browser complained of or asked the network for. */
function withApi(name, body) {
  test(name, async () => {
    const { context, page, seen } = await openApi();
    try {
      await body((...args) => page.evaluate((args) => gouji.check(...args), args), page);
      assert.deepEqual(seen.errors, [], "the browser complained");
      assert.deepEqual(seen.requests, [], "the API asked the network for something");
    } finally {
      await context.close();
    }
  });
}

withApi("a contradiction comes as the contract's object", async (check) => {
  const answer = await check(TABLE_4, { name: "表四.txt", kind: "text" });
  const bytes = Buffer.byteLength(TABLE_4);
  assert.equal(answer.schema, "gouji/1");
  assert.deepEqual(answer.input, { name: "表四.txt", kind: "text", encoding: null, bytes });
  assert.equal(Object.keys(answer.report.cells).length, 15);
  assert.equal(answer.report.cells["t4.direct.pending"].value, 1);
  const errors = answer.findings.filter((finding) => finding.severity === "error");
  assert.deepEqual(errors.map((finding) => finding.rule), ["t4.total"]);
  const { left_value, right_value, difference } = errors[0].equation;
  assert.deepEqual([left_value, right_value, difference], [2, 1, 1]);
  assert.ok(errors[0].cells.includes("t4.direct.total"));
  assert.match(errors[0].message, /总计/);
  assert.equal(answer.coverage.equations_checked, 3);
  assert.equal(JSON.stringify(answer), JSON.stringify(JSON.parse(JSON.stringify(answer))), "the object is plain JSON");
});

withApi("messages speak the language asked for", async (check) => {
  const message = async (lang) => (await check(TABLE_4, { lang })).findings[0].message;
  assert.match(await message("en"), /add up/);
  assert.match(await message("zh"), /之和/);
});

withApi("offsets count bytes, or UTF-16 units where asked", async (check) => {
  const utf8 = await check(TABLE_4);
  const utf16 = await check(TABLE_4, { offsets: "utf16" });
  const bytes = Buffer.from(TABLE_4);
  for (const [id, cell] of Object.entries(utf8.report.cells)) {
    const units = utf16.report.cells[id].place;
    assert.equal(bytes.subarray(cell.place.start, cell.place.end).toString(), cell.raw, id);
    assert.equal(TABLE_4.slice(units.start, units.end), cell.raw, id);
    assert.notEqual(units.start, cell.place.start, id);
  }
});

withApi("an input that is no report gives an error object", async (check) => {
  const letter = await check("各位同事：会议改到下周一。", { lang: "zh" });
  assert.equal(letter.schema, "gouji/1");
  assert.equal(letter.error.code, "not_a_report");
  assert.match(letter.error.message, /表格/);
  assert.equal((await check("")).error.code, "empty");
  assert.equal((await check("<table><tr><td>1</td></tr></table>", {})).input.kind, "html");
});

withApi("a wrong call throws an Error with a code", async (check, page) => {
  const thrown = (args) =>
    page.evaluate((args) => {
      try {
        gouji.check(...args);
        return "nothing thrown";
      } catch (error) {
        return [error instanceof Error, error.code, error.message];
      }
    }, args);
  for (const options of [{ lang: "fr" }, { kind: "docx" }, { language: "zh" }, { name: 7 }, "text"]) {
    const [isError, code, message] = await thrown([TABLE_4, options]);
    assert.deepEqual([isError, code], [true, "invalid_option"], JSON.stringify(options));
    assert.notEqual(message, "");
  }
  assert.deepEqual((await thrown([42])).slice(0, 2), [true, "invalid_input"]);
  assert.equal((await check(TABLE_4, { lang: undefined, kind: null })).schema, "gouji/1");
});

withApi("rules and version tell what this is", async (_check, page) => {
  const rules = await page.evaluate(() => gouji.rules());
  const balance = rules.find((rule) => rule.id === "t3.balance");
  for (const words of [balance.title.zh, balance.title.en, balance.explanation.zh, balance.source]) {
    assert.equal(typeof words, "string");
    assert.notEqual(words, "");
  }
  assert.match(await page.evaluate(() => gouji.version()), /^\d+\.\d+\.\d+/);
});
