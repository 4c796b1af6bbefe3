// @ts-check
// In: the nodes of a document or of an editor, as they are shown. Out: HTML that gouji reads, which knows what node every place
// in it came from. Reads only; no node is ever changed.
//
// What style hides is left out, and what style lays out as a table or a block is written as one: a portal's style sheet is not
// part of the text that gouji gets.

import {
  closest,
  createRange,
  data,
  defaultView,
  documentOf,
  firstChild,
  getAttribute,
  hasAttribute,
  nextSibling,
  nodeName,
  nodeType,
  parentElement,
  parentNode,
} from "./dom.js";

const LEFT_OUT = new Set(
  "SCRIPT STYLE TEMPLATE NOSCRIPT HEAD LINK META SVG MATH CANVAS OBJECT EMBED VIDEO AUDIO IFRAME FRAME FRAMESET TEXTAREA SELECT BUTTON INPUT".split(
    " ",
  ),
);
const TABLE = new Set("TABLE CAPTION THEAD TBODY TFOOT TR TD TH".split(" "));
const HEADINGS = new Set("H1 H2 H3 H4 H5 H6".split(" "));
const BLOCKS = new Set(
  "ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CENTER DD DETAILS DIALOG DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM HEADER HR HTML LEGEND LI MAIN NAV OL P PRE SECTION SUMMARY UL".split(
    " ",
  ),
);
const BLOCK_DISPLAY = /^(block|flow-root|list-item|grid)$/;
const BOX_DISPLAY = /^(inline-)?(table|flex)$|^table-(row|cell|row-group|header-group|footer-group)$/;
const [ELEMENT, TEXT, DOCUMENT, FRAGMENT] = [1, 3, 9, 11];
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Stands in an empty cell, so that the cell has a place; gouji reads it as blank. */
const BLANK = "\u00a0";
/** What makes a cell more than blank, and what does not. */
const SAYS = /[^\s\u200b\u2060\ufeff]/;
const EMPTY = /^(<br>|<\/?div>|[\s\u200b\u2060\ufeff]*)$/;
const says = ({ node, offset, raw }) => nodeType(node) === TEXT && SAYS.test(data(node).slice(offset, offset + raw));

/** Nodes that are read at a stretch: some twenty milliseconds on a slow computer. */
const PIECE = 5_000;

/** The nodes below `root`, `root` included. `title` is written before them. */
export function snapshot(root, { title = "" } = {}) {
  const taken = new Snapshot(title);
  for (const _ of taken.pieces(root));
  return taken;
}

/**
 * The same piece by piece, so that the thread of a long document is not held up; a short one is read at once. Null where `isOld()` says in between that
 * the nodes have changed.
 */
export async function snapshotInPieces(root, isOld) {
  const taken = new Snapshot("");
  for (const _ of taken.pieces(root)) {
    await new Promise((goOn) => setTimeout(goOn));
    if (isOld()) return null;
  }
  return taken;
}

export class Snapshot {
  /** What gouji is given. */
  html = "";
  /** Runs in which HTML and a text node go unit by unit together: {at, length, node, offset, raw}. */
  #runs = [];
  #parts = [];
  #length = 0;

  constructor(title) {
    if (title) this.#write(`<title>${title.replace(/[&<>]/g, (c) => ESCAPES[c])}</title>`);
  }

  /** Reads the nodes, and pauses after each piece of them. */
  *pieces(root) {
    yield* this.#walk(root);
    this.html = this.#parts.join("");
    this.#parts = [];
  }

  #write(html) {
    this.#parts.push(html);
    this.#length += html.length;
  }

  #run(node, offset, text, html = text) {
    if (!text) return;
    this.#runs.push({ at: this.#length, length: html.length, node, offset, raw: text.length });
    this.#write(html);
  }

  #text(node) {
    let offset = 0;
    for (const part of data(node).split(/([&<>])/)) {
      this.#run(node, offset, part, ESCAPES[part]);
      offset += part.length;
    }
  }

  /** Without recursion: pages nest deeper than a stack. */
  *#walk(root) {
    const open = [];
    let [node, read] = [root, 0];
    while (node) {
      read += 1;
      if (read % PIECE === 0) yield;
      const close = this.#enter(node);
      const child = close === null ? null : firstChild(node);
      if (child) {
        open.push(close);
        node = child;
        continue;
      }
      if (close !== null) this.#leave(close);
      while (node !== root && !nextSibling(node)) {
        node = parentNode(node);
        this.#leave(open.pop());
      }
      node = node === root ? null : nextSibling(node);
    }
  }

  /** Writes the start of a node; gives what ends it, or null where nothing below it is to be read. */
  #enter(node) {
    const type = nodeType(node);
    if (type === TEXT) {
      this.#text(node);
      return null;
    }
    if (type !== ELEMENT) return type === DOCUMENT || type === FRAGMENT ? { end: "" } : null;
    const name = nodeName(node).toUpperCase();
    if (name === "BR") {
      this.#write("<br>");
      return null;
    }
    if (name === "IMG") {
      this.#write(`<img width="${Math.round(node.width)}" height="${Math.round(node.height)}">`);
      return null;
    }
    if (LEFT_OUT.has(name)) return null;
    const display = defaultView(documentOf(node))?.getComputedStyle(node).display ?? "";
    if (display === "none") return null;
    if (TABLE.has(name)) {
      const tag = name.toLowerCase();
      const isCell = tag === "td" || tag === "th";
      const span = (key) => (hasAttribute(node, key) ? ` ${key}="${Number.parseInt(getAttribute(node, key), 10) || 0}"` : "");
      this.#write(`<${tag}${isCell ? span("colspan") + span("rowspan") : ""}>`);
      return this.#open(`</${tag}>`, isCell ? node : null);
    }
    if (HEADINGS.has(name)) {
      this.#write(`<${name.toLowerCase()}>`);
      return { end: `</${name.toLowerCase()}>` };
    }
    if (BOX_DISPLAY.test(display)) {
      this.#write(`<div style="display:${display}">`);
      return this.#open("</div>", display === "table-cell" ? node : null);
    }
    if (BLOCKS.has(name) || BLOCK_DISPLAY.test(display)) {
      this.#write("<div>");
      return { end: "</div>" };
    }
    return { end: "" };
  }

  #open(end, cell) {
    return { end, cell, runs: this.#runs.length, parts: this.#parts.length, at: this.#length };
  }

  /** @param {{ end: string, cell?: any, runs?: number, parts?: number, at?: number }} open */
  #leave({ end, cell, runs, parts, at }) {
    if (cell && !this.#runs.slice(runs).some(says) && this.#parts.slice(parts).every((part) => EMPTY.test(part))) {
      // A blank cell is nothing but its place, whatever keeps it open in an editor.
      this.#parts.length = parts;
      this.#runs.length = runs;
      this.#runs.push({ at, length: BLANK.length, node: cell, offset: 0, raw: 0 });
      this.#length = at;
      this.#write(BLANK);
    }
    if (end) this.#write(end);
  }

  /**
   * What stands at `place` (counted in UTF-16 units): a Range over its text, or null where a cell is blank; and the element that
   * holds it, a cell or a block. Null where nothing does.
   */
  locate({ start, end }) {
    if (start === null || start === undefined) return null;
    const runs = this.#between(start, Math.max(end, start + 1));
    const cell = runs.find(({ node }) => nodeType(node) === ELEMENT);
    if (cell) return { range: null, element: cell.node, offset: null };
    const texts = runs.filter(
      ({ node, offset, raw }) =>
        data(node)
          .slice(offset, offset + raw)
          .trim() || runs.length === 1,
    );
    if (!texts.length || end <= start) return null;
    const [first, last] = [texts[0], texts[texts.length - 1]];
    const inside = (run, at) => Math.min(run.raw, Math.max(0, at - run.at));
    // A character reference is longer in HTML than in the node; and the node may have become shorter since.
    const range = createRange(documentOf(first.node));
    const within = (node, offset) => Math.min(offset, data(node).length);
    range.setStart(first.node, within(first.node, first.offset + (first.raw === first.length ? inside(first, start) : 0)));
    range.setEnd(last.node, within(last.node, last.offset + (last.raw === last.length ? inside(last, end) : last.raw)));
    return { range, element: holder(first.node) };
  }

  #between(start, end) {
    let [low, high] = [0, this.#runs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const run = this.#runs[middle];
      if (run.at + run.length <= start) low = middle + 1;
      else high = middle;
    }
    const found = [];
    for (let index = low; index < this.#runs.length && this.#runs[index].at < end; index += 1) found.push(this.#runs[index]);
    return found;
  }

  /** Where `words` stand inside what `located` covers; `located` itself where they are not found as they are. */
  narrow(located, words) {
    if (!located?.range || !words) return located;
    const { startContainer, startOffset, endContainer, endOffset } = located.range;
    if (startContainer !== endContainer) return located;
    const at = data(startContainer).slice(startOffset, endOffset).indexOf(words);
    if (at < 0) return located;
    const range = createRange(documentOf(startContainer));
    range.setStart(startContainer, startOffset + at);
    range.setEnd(startContainer, startOffset + at + words.length);
    return { ...located, range };
  }
}

/** The cell around a text, or the nearest block. */
function holder(text) {
  const parent = parentElement(text);
  return (parent && closest(parent, "td,th")) ?? parent;
}
