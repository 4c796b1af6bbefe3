// A source as it is checked, and the way back into it: www/embed/source.js.

import assert from "node:assert/strict";
import { test } from "node:test";
import { figure, looksLikeHtml, rewrite, Source } from "../../www/embed/source.js";

test("a tag is HTML, a sign alone is not", () => {
  assert.equal(looksLikeHtml("<p>一</p>"), true);
  assert.equal(looksLikeHtml("text </td> text"), true);
  assert.equal(looksLikeHtml("1 < 2 and 3 > 2"), false);
  assert.equal(looksLikeHtml("no end: <p"), false);
});

test("a blank cell gets a place, and places lead back", () => {
  const written = "<tr><td></td><td>7</td><td> <br> </td><td>&nbsp;</td></tr>";
  const source = new Source(written, true);
  assert.equal(source.text, "<tr><td>\u00a0</td><td>7</td><td>\u00a0 <br> </td><td>&nbsp;</td></tr>");
  for (const piece of ["7", "&nbsp;"]) {
    assert.equal(source.back(source.text.indexOf(piece)), written.indexOf(piece), piece);
  }
  const first = source.text.indexOf("\u00a0");
  assert.equal(source.back(first), source.back(first + 1), "what was put in has no length in the source");
});

test("plain text is left as it is", () => {
  assert.equal(new Source("<td></td>", false).text, "<td></td>");
});

test("an answer is counted in the source again", () => {
  const written = "<td></td><td>9</td>";
  const source = new Source(written, true);
  const [start, end] = [source.text.indexOf("9"), source.text.indexOf("9") + 1];
  const answer = {
    report: { cells: { a: { value: 9, place: { start, end, row: 1 } }, b: { value: null, place: null } } },
    findings: [{ quote: { text: "9", place: { start, end } } }, { quote: null }],
    claims: [{ quote: null, figure: { place: { start: null, end: null } } }],
    causes: [{ ways_out: null }, { ways_out: { table: null, text: { from: "9", to: "8", place: { start, end } } } }],
  };
  const restored = source.restore(answer);
  const { place } = restored.report.cells.a;
  assert.deepEqual([written.slice(place.start, place.end), place.row], ["9", 1]);
  assert.equal(restored.report.cells.b.place, null);
  assert.equal(written.slice(restored.findings[0].quote.place.start, restored.findings[0].quote.place.end), "9");
  assert.equal(restored.claims[0].figure.place.start, null);
  assert.equal(restored.causes[0].ways_out, null);
  assert.equal(rewrite(written, {}, [restored.causes[1].ways_out.text]), "<td></td><td>8</td>");
});

test("changes are written from the back, so that none moves another", () => {
  const written = "3\t4\t8";
  const place = (start) => ({ place: { start, end: start + 1 } });
  const cells = { a: place(0), b: place(2), c: place(4), lost: { place: { start: null, end: null } } };
  const changes = [
    { cell: "a", to: 10 },
    { cell: "c", to: 14 },
  ];
  assert.equal(rewrite(written, cells, changes), "10\t4\t14");
  assert.equal(rewrite(written, cells, [{ cell: "lost", to: 1 }]), null, "a cell without a place cannot be written");
  assert.equal(rewrite(written, cells, [{ cell: "unknown", to: 1 }]), null);
});

test("words of the text are replaced where they stand as they were read", () => {
  const written = "共收到13件，<b>1</b>2件";
  const way = (from, to, start, end) => rewrite(written, {}, [{ place: { start, end }, from, to }]);
  assert.equal(way("13", "4", 3, 5), "共收到4件，<b>1</b>2件");
  assert.equal(way("12", "7", 7, 16), "共收到13件，<b>7</b>件", "tags cut the figure up");
  assert.equal(way("收到", "办结", 1, 3), "共办结13件，<b>1</b>2件");
  assert.equal(way("收到", "办结", 0, 3), null, "something else stands there");
  assert.equal(way("第711条", "第711号", 3, 5), null);
});

test("a figure is replaced, and what stands around it stays", () => {
  const replaced = {
    "<b>1,024</b>件": "<b>7</b>件",
    "<b>1</b><i>2</i>": "<b>7</b><i></i>",
    减3: "减7",
    "－３": "7",
    "/": "7",
    "<b>&nbsp;</b>": "7<b>&nbsp;</b>",
    "": "7",
    "<b>空白</b>": "<b>7</b>",
  };
  for (const [written, expected] of Object.entries(replaced)) assert.equal(figure(written, "7"), expected, written);
});
