// Pages that name their fields after the properties of nodes, and texts that make an expression read them again and again: what the
// adapters read of them is what is shown, and it ends.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { around, open, repository, serve } from "./harness.mjs";

/** Every property of a node, an element or a document that a walk could read. */
const NAMES =
  "nodeType nodeName firstChild lastChild nextSibling previousSibling parentNode parentElement ownerDocument childNodes children data textContent " +
  "previousElementSibling nextElementSibling firstElementChild tagName localName getAttribute hasAttribute attributes closest matches " +
  "querySelector querySelectorAll getRootNode isConnected style hidden shadowRoot scrollIntoView contains " +
  "defaultView documentElement body title createRange createTreeWalker adoptedStyleSheets fonts location";

const TABLE = "<table><tr><td id=here>结果维持</td><td>12</td></tr></table><p>后文</p>";

test("what a page names its fields does not change what is read of it", async () => {
  const names = NAMES.split(" ");
  const shapes = (name) => ({
    [`/${name}/inside`]: around(`<form><input name="${name}"><input id="${name}">${TABLE}</form>`),
    [`/${name}/outside`]: around(`<input form=f name="${name}"><form id=f>${TABLE}</form>`),
    [`/${name}/document`]: around(`<img name="${name}"><form name="${name}"></form>${TABLE}`),
  });
  const pages = Object.assign({}, ...names.map(shapes), {
    "/plain/inside": around(`<form><input name="a"><input id="a">${TABLE}</form>`),
    "/plain/outside": around(`<input form=f name="a"><form id=f>${TABLE}</form>`),
    "/plain/document": around(`<img name="a"><form name="a"></form>${TABLE}`),
  });
  const { origin } = await serve(pages);
  const { context, page } = await open(`${origin}/plain/inside`);
  /** What is read and marked on a page that is there now. */
  const read = () =>
    page.evaluate(async () => {
      const { snapshot } = await import("/gouji/snapshot.js");
      const { Marks } = await import("/gouji/marks.js");
      const root = Object.getOwnPropertyDescriptor(Document.prototype, "documentElement").get.call(document);
      const taken = snapshot(root);
      const start = taken.html.indexOf("12");
      const located = taken.locate({ start, end: start + 2 });
      const marks = new Marks(document);
      const css = marks.show([{ ...located, severity: "error", chosen: true }]);
      marks.clear();
      return { html: taken.html, words: located.range.toString(), rules: css.split("\n").filter((line) => line.startsWith(":root")).length };
    });
  try {
    const expected = {};
    for (const shape of ["inside", "outside", "document"]) {
      await page.goto(`${origin}/plain/${shape}`);
      expected[shape] = await read();
      assert.equal(expected[shape].words, "12");
      assert.equal(expected[shape].rules, 1, "the cell is outlined");
    }
    for (const name of names) {
      for (const shape of ["inside", "outside", "document"]) {
        await page.goto(`${origin}/${name}/${shape}`);
        assert.deepEqual(await read(), expected[shape], `${name}, ${shape}`);
      }
    }
  } finally {
    await context.close();
  }
});

test("what reads nodes reads them through the prototypes", async () => {
  for (const file of ["snapshot.js", "marks.js", "single/page.js", "single/bookmarklet.js"]) {
    const code = await readFile(path.join(repository, "www/embed", file), "utf8");
    const reads = code.match(/\.(nodeType|nodeName|firstChild|nextSibling|parentNode|parentElement|ownerDocument|previousElementSibling|closest|getAttribute|hasAttribute|defaultView|documentElement)\b/g);
    assert.equal(reads, null, file);
  }
});

/** 20 MB each: an expression that reads a text again from every place in it would take hours. */
const LONG = {
  "tags that never end": "<a".repeat(10_000_000),
  "cells that never end": "<td".repeat(7_000_000),
  "breaks that never end": `<td>${"<br ".repeat(5_000_000)}`,
  "blanks in a cell": `<td>${" ".repeat(20_000_000)}`,
  "ends that never end": "</td ".repeat(4_000_000),
};

test("long texts are read once", async () => {
  const { Source, figure, looksLikeHtml } = await import(path.join(repository, "www/embed/source.js"));
  for (const [what, text] of Object.entries(LONG)) {
    assert.equal(looksLikeHtml(text), text.includes(">"), what);
    assert.equal(new Source(text, true).text, text, what);
    assert.ok(figure(text.slice(0, 2_000_000), "1").includes("1"), what);
  }
  assert.equal(looksLikeHtml("a < b"), false);
  assert.equal(looksLikeHtml("3 > 2 <b"), false);
  assert.equal(looksLikeHtml('<a title="<">'), true);
  assert.equal(new Source("<td></td><td> <br></td><td>1</td>", true).text, "<td>\u00a0</td><td>\u00a0 <br></td><td>1</td>");
});
