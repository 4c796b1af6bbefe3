// The plugins in the real editors: marks while someone types, a correction as one step of undo, and nothing of ours in what is saved.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { around, open, sample, serve, snippet } from "./harness.mjs";

let content;
let host;

before(async () => {
  const report = await sample("contradictions-2021");
  content = report.match(/<body[^>]*>([^]*)<\/body>/)?.[1] ?? report;
  host = await serve();
  for (const editor of ["tinymce", "ckeditor5", "wangeditor", "ueditor"]) {
    host.pages[`/${editor}`] = around(await snippet("editors.md", editor));
  }
  host.pages["/contenteditable"] = around('<div contenteditable style="min-height: 100px"></div>');
});

/** How each editor is driven from its page: `ready`, `set`, `get` (what is saved), `root` (the nodes shown), `undo`, and its button. */
const EDITORS = {
  tinymce: {
    button: '[data-mce-name="gouji"], button[aria-label="核对年报数据"]',
    drive: () => ({
      ready: () => globalThis.tinymce?.activeEditor?.initialized,
      set: (html) => {
        tinymce.activeEditor.setContent(html);
        tinymce.activeEditor.undoManager.clear();
        tinymce.activeEditor.undoManager.add();
      },
      get: () => tinymce.activeEditor.getContent(),
      root: () => tinymce.activeEditor.getBody(),
      undo: () => tinymce.activeEditor.undoManager.undo(),
      caret: (text, offset) => {
        tinymce.activeEditor.focus();
        tinymce.activeEditor.selection.setCursorLocation(text, offset);
      },
    }),
  },
  ckeditor5: {
    button: '.ck-toolbar button[data-cke-tooltip-text="核对年报数据"]',
    drive: () => ({
      ready: () => globalThis.editor?.state === "ready",
      set: (html) => editor.setData(html),
      get: () => editor.getData(),
      root: () => editor.editing.view.getDomRoot(),
      undo: () => editor.execute("undo"),
      caret: (text, offset) => {
        editor.editing.view.focus();
        const range = document.createRange();
        range.setStart(text, offset);
        const { domConverter } = editor.editing.view;
        const at = editor.editing.mapper.toModelPosition(domConverter.domPositionToView(text, offset));
        editor.model.change((writer) => writer.setSelection(at));
      },
    }),
  },
  wangeditor: {
    button: '[data-menu-key="goujiCheck"]',
    drive: () => ({
      ready: () => Boolean(globalThis.editor?.getEditableContainer?.().querySelector("[data-slate-editor]")),
      set: (html) => {
        // It knows paragraphs, headings and tables, and no boxes around them.
        const holder = document.createElement("div");
        holder.innerHTML = html;
        const known = [...holder.querySelectorAll("p,h1,h2,h3,h4,table")].filter((element) => !element.parentElement.closest("table"));
        editor.setHtml(known.map((element) => element.outerHTML).join(""));
        editor.history.undos.length = 0;
      },
      get: () => editor.getHtml(),
      root: () => editor.getEditableContainer().querySelector("[data-slate-editor]"),
      undo: () => editor.undo(),
      caret: (text, offset) => {
        editor.focus();
        editor.select(wangEditor.DomEditor.toSlateRange(editor, new StaticRange({ startContainer: text, startOffset: offset, endContainer: text, endOffset: offset }), { exactMatch: false, suppressThrow: false }));
      },
    }),
  },
  ueditor: {
    button: ".edui-for-gouji .edui-button-body, .edui-for-gouji",
    drive: () => ({
      ready: () => Boolean(globalThis.editor?.isReady),
      set: (html) => {
        editor.setContent(html);
        editor.undoManger.reset();
        editor.undoManger.save();
      },
      get: () => editor.getContent(),
      root: () => editor.body,
      undo: () => editor.execCommand("undo"),
      caret: (text, offset) => {
        editor.focus();
        const range = new UE.dom.Range(editor.document);
        range.setStart(text, offset).collapse(true).select(true);
      },
    }),
  },
};

/** Table 4's total of the second block, and table 3's first cell: where they are in the editor's nodes. */
const FIND = () => {
  const tables = [...driver.root().querySelectorAll("table")];
  const cells = (table) => [...table.querySelectorAll("td,th")].filter((cell) => /^\s*\d+\s*$/.test(cell.textContent));
  globalThis.total = () => cells([...driver.root().querySelectorAll("table")].at(-1))[9];
  globalThis.received = () => cells([...driver.root().querySelectorAll("table")].at(-2))[0];
  globalThis.textOf = (cell) => {
    const walker = cell.ownerDocument.createTreeWalker(cell, 4);
    let node = walker.nextNode();
    while (node && !/\d/.test(node.data)) node = walker.nextNode();
    return node;
  };
  return tables.length;
};

/** What is marked: the texts of our highlights, and how many elements our sheet outlines. */
const MARKS = () => {
  const root = driver.root();
  const { CSS } = root.ownerDocument.defaultView;
  const words = {};
  if (CSS.highlights) {
    for (const [name, highlight] of CSS.highlights) {
      if (!name.startsWith("gouji-")) continue;
      words[name.replace(/^gouji-\d+-/, "")] = [...highlight].map((range) => range.toString().trim());
    }
  }
  const rules = [...root.ownerDocument.adoptedStyleSheets].flatMap((sheet) => [...sheet.cssRules]).filter(({ selectorText }) => /^:root >|^:root>/.test(selectorText));
  const outlined = rules.flatMap(({ selectorText }) => [...root.ownerDocument.querySelectorAll(selectorText)]);
  const cell = globalThis.received?.();
  return { words, outlined: outlined.length, atTotal: outlined.includes(globalThis.total?.()), atReceived: outlined.includes(cell) };
};

/** Waits until the marks are as `wanted` says. */
async function marks(page, wanted) {
  await page.waitForFunction(`(${wanted})((${MARKS})())`, null, { polling: 50 }).catch(async (error) => {
    throw new Error(`${error.message}\nmarks: ${JSON.stringify(await page.evaluate(MARKS))}`);
  });
  return page.evaluate(MARKS);
}

async function openEditor(name, options) {
  const opened = await open(`${host.origin}/${name}`, options);
  const { page } = opened;
  await page.evaluate(`globalThis.driver = (${EDITORS[name].drive})()`);
  await page.waitForFunction(() => driver.ready());
  await page.evaluate((html) => driver.set(html), content);
  assert.ok((await page.evaluate(FIND)) >= 3);
  await page.waitForFunction(() => total().textContent.trim() === "1");
  return opened;
}

async function press(page, name) {
  await page.locator(EDITORS[name].button).first().click();
}
const get = (page) => page.evaluate(() => driver.get());

/** Errors that are the editors' own: old files that they look for, not ours. */
const OURS = (errors) => errors.filter((error) => /gouji/i.test(error));

for (const name of Object.keys(EDITORS)) {
  test(`${name}: marks follow what is typed, and are never saved`, async () => {
    const { page, seen, context } = await openEditor(name);
    const saved = await get(page);
    const requests = seen.requests.length;
    await press(page, name);
    const first = await marks(page, ({ words }) => words.error?.length === 5);
    assert.deepEqual(first.words.error, ["1", "0", "0", "1", "1"]);
    assert.deepEqual([first.outlined, first.atTotal, first.atReceived], [5, true, false]);
    assert.equal(await get(page), saved, "nothing is in what is saved while marks are shown");

    // Somebody types into another table's cell: its equations break, and the mark is there too.
    await page.evaluate(() => {
      const text = textOf(received());
      driver.caret(text, text.data.trimEnd().length);
    });
    await page.keyboard.type("9");
    await page.waitForFunction(() => /^\s*\d+9\s*$/.test(received().textContent));
    const second = await marks(page, ({ atReceived, words }) => atReceived && words.error?.length > 5);
    assert.ok(second.atTotal);
    const typed = await get(page);
    assert.notEqual(typed, saved);

    // And goes away when it is taken back.
    await page.keyboard.press("Backspace");
    await marks(page, ({ atReceived, words }) => !atReceived && words.error?.length === 5);
    assert.equal(await get(page), saved);

    // A finding that is chosen in the panel is shown in the text.
    await page.locator("gouji-checker").locator("[part~=finding] > button").first().click();
    const chosen = await marks(page, ({ words }) => words.chosen?.length === 5);
    assert.deepEqual(chosen.words.chosen, ["1", "0", "0", "1", "1"]);

    await press(page, name);
    const none = await marks(page, ({ words, outlined }) => !Object.keys(words).length && outlined === 0);
    assert.equal(none.outlined, 0);
    assert.equal(await get(page), saved);
    assert.equal(/gouji/i.test(saved), false);
    const later = seen.requests.slice(requests).filter((address) => !address.startsWith(host.origin));
    assert.deepEqual(later, [], "nothing is asked of others");
    assert.deepEqual(OURS(seen.errors), []);
    await context.close();
  });

  test(`${name}: a correction is one step of undo, and is saved`, async () => {
    const { page, seen, context } = await openEditor(name);
    await press(page, name);
    await marks(page, ({ words }) => words.error?.length === 5);
    const saved = await get(page);
    const repairs = await page.evaluate(() => document.querySelector("gouji-checker").result.repairs);
    const totals = repairs.findIndex(({ changes }) => changes.length === 1 && changes[0].cell === "t4.direct.total");
    assert.ok(totals >= 0, JSON.stringify(repairs));
    await page.locator("gouji-checker").locator("[part~=apply]").nth(totals).click();
    await marks(page, ({ words }) => !words.error);
    assert.equal(await page.evaluate(() => total().textContent.trim()), "2");
    const corrected = await get(page);
    assert.equal(corrected.length, saved.length);
    assert.equal([...corrected].filter((character, index) => character !== saved[index]).length, 1);
    await page.evaluate(() => driver.undo());
    assert.equal(await get(page), saved, "one step back is all of it");
    await marks(page, ({ words }) => words.error?.length === 5);
    assert.deepEqual(OURS(seen.errors), []);
    await context.close();
  });

  test(`${name}: two cells, one of them blank, are one step as well`, async () => {
    const { page, context } = await openEditor(name);
    await page.evaluate((html) => {
      // The total of table 4's second block is left blank.
      const holder = document.createElement("div");
      holder.innerHTML = html;
      const cells = [...[...holder.querySelectorAll("table")].at(-1).querySelectorAll("td,th")].filter((cell) => /^\s*\d+\s*$/.test(cell.textContent));
      cells[9].textContent = "";
      driver.set(holder.innerHTML);
    }, content);
    await page.waitForFunction(() => [...driver.root().querySelectorAll("table")].at(-1)?.textContent.replace(/\D/g, "").endsWith("01001100100000"));
    await press(page, name);
    await page.waitForFunction(() => document.querySelector("gouji-checker")?.result?.report?.cells["t4.direct.total"]?.value === null);
    const saved = await get(page);
    const done = await page.evaluate(() => {
      const checker = document.querySelector("gouji-checker");
      const changes = [{ cell: "t4.direct.total", from: null, to: 3 }, { cell: "t4.direct.upheld", from: 1, to: 2 }];
      return checker.apply({ changes });
    });
    assert.equal(done, null, "the element leaves it to the editor");
    await page.waitForFunction(() => {
      const { cells } = document.querySelector("gouji-checker").result?.report ?? { cells: {} };
      return cells["t4.direct.total"]?.value === 3 && cells["t4.direct.upheld"]?.value === 2;
    });
    assert.notEqual(await get(page), saved);
    await page.evaluate(() => driver.undo());
    assert.equal(await get(page), saved);
    await context.close();
  });
}

for (const name of [...Object.keys(EDITORS), "contenteditable"]) {
  test(`${name}: a table that was copied from the element arrives with all its cells`, async () => {
    const address = `${host.origin}/${name}`;
    const { page, context } = await open(address, { permissions: ["clipboard-read", "clipboard-write"] });
    const drive = EDITORS[name]?.drive ?? (() => ({
      ready: () => true,
      set() {},
      get: () => document.querySelector("[contenteditable]").innerHTML,
      root: () => document.querySelector("[contenteditable]"),
    }));
    await page.evaluate(`globalThis.driver = (${drive})()`);
    await page.waitForFunction(() => driver.ready());
    const expected = await page.evaluate(async (html) => {
      const { define } = await import("/gouji/element.js");
      define();
      const checker = document.createElement("gouji-checker");
      checker.id = "source";
      document.body.append(checker);
      checker.value = html;
      const { report } = await checker.check();
      return Object.fromEntries(Object.entries(report.cells).filter(([id]) => id.startsWith("t3.")).map(([id, { value }]) => [id, value]));
    }, content);
    assert.equal(Object.keys(expected).length, 175);
    await page.locator("#source").locator('[part~=copy][data-table="t3"]').click();
    await page.waitForFunction(() => /已复制/.test(document.querySelector("#source").shadowRoot.querySelector("[role=status]").textContent));
    await page.evaluate(() => {
      driver.root().focus();
      document.querySelector("#source").remove();
    });
    await page.locator(name === "tinymce" || name === "ueditor" ? "iframe" : "body").first().evaluate(() => globalThis.driver?.root().focus());
    await page.keyboard.press("ControlOrMeta+V");
    await page.waitForFunction(() => driver.root().querySelector("table"));
    const pasted = await page.evaluate(async () => {
      const { LocalChecker } = await import("/gouji/checkers.js");
      const { report } = await new LocalChecker().check(driver.get());
      return Object.fromEntries(Object.entries(report.cells).map(([id, { value }]) => [id, value]));
    });
    assert.deepEqual(pasted, expected);
    await context.close();
  });
}

test("without highlights the cells are outlined all the same", async () => {
  const { page, context } = await openEditor("ckeditor5", {
    init: () => Object.defineProperty(CSS, "highlights", { value: undefined }),
  });
  const saved = await get(page);
  await press(page, "ckeditor5");
  const shown = await marks(page, ({ outlined }) => outlined === 5);
  assert.deepEqual([shown.atTotal, shown.words], [true, {}]);
  assert.equal(await get(page), saved);
  await context.close();
});
