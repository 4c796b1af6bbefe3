// An official table as rich and as plain text: www/embed/copy.js over www/embed/form.js.

import assert from "node:assert/strict";
import { test } from "node:test";
import { tableHTML, tableText, writtenIn } from "../../www/embed/copy.js";
import { namesOf, placed } from "../../www/embed/form.js";

const entry = (what, col_span = 1, row_span = 1) => ({ ...what, col_span, row_span });
const label = (text, ...spans) => entry({ label: text }, ...spans);
const cell = (id) => entry({ cell: id, name: `cell ${id}` });
/** A head over two columns, a label over two lines. */
const FORM = {
  head: [[label("head", 3)], [label("what", 2), label("figure")]],
  bodies: [
    [
      [label("group", 1, 2), label("one"), cell("a")],
      [label("two"), cell("b")],
    ],
  ],
};

test("entries under a merged one move to the right", () => {
  const at = placed(FORM.bodies[0]).map(({ entry, line, column }) => [entry.label ?? entry.cell, line, column]);
  assert.deepEqual(at, [
    ["group", 0, 0],
    ["one", 0, 1],
    ["a", 0, 2],
    ["two", 1, 1],
    ["b", 1, 2],
  ]);
});

test("a merged entry may cover several columns of the next line", () => {
  const lines = [[label("wide", 2, 2), label("x")], [label("y")], [label("z")]];
  assert.deepEqual(
    placed(lines).map(({ line, column }) => [line, column]),
    [
      [0, 0],
      [0, 2],
      [1, 2],
      [2, 0],
    ],
  );
});

test("every cell has its name", () => {
  assert.deepEqual(
    [...namesOf([FORM])],
    [
      ["a", "cell a"],
      ["b", "cell b"],
    ],
  );
});

test("plain text has a column for what is covered", () => {
  const written = writtenIn({ a: { value: 3, raw: "３" }, b: { value: 4 } });
  assert.equal(tableText(FORM, written), "head\t\t\nwhat\t\tfigure\ngroup\tone\t３\n\ttwo\t4");
});

test("what has no place is a question, what has no value is blank", () => {
  const written = writtenIn({ a: { value: null, raw: "" } }, new Set(["b"]));
  assert.deepEqual(
    ["a", "b", "c"].map((cell) => written({ cell })),
    ["", "？", ""],
  );
});

test("rich text keeps spans, escapes, and loads nothing", () => {
  const form = { head: [[label('<b>&"', 2)]], bodies: [[[label("one"), cell("a")]]] };
  const html = tableHTML(form, writtenIn({ a: { value: 1 } }));
  assert.match(html, /<td colspan="2" style="[^"]*">&lt;b&gt;&amp;&quot;<\/td>/);
  assert.match(html, />1<\/td><\/tr><\/tbody><\/table>$/);
  assert.doesNotMatch(html, /class=|src=|href=|url\(/);
});

test("no spreadsheet runs what was written, and signed numbers stay numbers", () => {
  const form = { head: [], bodies: [[[cell("a")]]] };
  const given = (raw) => [tableText(form, writtenIn({ a: { raw } })), tableHTML(form, writtenIn({ a: { raw } }))];
  for (const raw of ["=1+1", "+cmd", "@sum", "　=x", "＝1", "-a", "-1+2", "\t=x"]) {
    const [text, html] = given(raw);
    assert.equal(text, `'${raw}`);
    assert.match(html, /mso-number-format:'\\@'/, raw);
  }
  for (const raw of ["-3", "－", "+2.5%", "--", "12"]) {
    const [text, html] = given(raw);
    assert.equal(text, raw);
    assert.doesNotMatch(html, /mso-number-format/, raw);
  }
});
