// @ts-check
// In: ranges and cells of a document, each with its severity. Out: the same document with them marked, and no node changed.
//
// Words are marked with the CSS Custom Highlight API; cells (and, in browsers before it, the elements around the words) get an
// outline from a style sheet of ours that is adopted by the document and finds them by their position. Neither is part of the
// content, so nothing of it can be saved.

import { adopt, adopted, defaultView, documentElement, documentOf, nodeName, parentElement, previousElementSibling } from "./dom.js";

const COLOURS = { error: "#b3261e", warning: "#8a5300", info: "#0b57d0" };
/** Opaque, so that marks can be read whatever the page's own background. */
const BACKGROUNDS = { error: "#fde7e5", warning: "#fff1d6", info: "#e5effd" };
const KINDS = Object.keys(COLOURS);
const CHOSEN = "chosen";

let instances = 0;

/** What an answer on a snapshot marks: every cell and every phrase of its findings; of notes only those of the selected one. */
export function marksOf(taken, answer, selected = null) {
  const marks = [];
  for (const { id, severity, cells, quote } of answer.findings ?? []) {
    const chosen = id === selected;
    if (severity === "info" && !chosen) continue;
    const places = cells.map((cell) => answer.report.cells[cell]?.place).filter(Boolean);
    const located = places.map((place) => taken.locate(place));
    if (quote) located.push(taken.narrow(taken.locate(quote.place), quote.text));
    for (const found of located) if (found) marks.push({ ...found, severity, chosen, finding: id });
  }
  return marks;
}

/** Marks in one document. */
export class Marks {
  #view;
  #root;
  #name;
  #sheet;
  #highlights;

  /** `root`: the Document, or the ShadowRoot, in which the marked nodes are. */
  constructor(root) {
    this.#root = root;
    this.#view = defaultView(documentOf(root));
    this.#name = `gouji-${(instances += 1)}`;
    this.#highlights = this.#view.CSS?.highlights && this.#view.Highlight ? this.#view.CSS.highlights : null;
  }

  /** The names under which words are marked, by severity and for the chosen ones. */
  get names() {
    return Object.fromEntries([...KINDS, CHOSEN].map((kind) => [kind, `${this.#name}-${kind}`]));
  }

  /** Shows these marks and no others: {range, element, severity, chosen}. Gives the style that they need; adopts it unless told not to. */
  show(marks, { adopt = true } = {}) {
    if (this.#highlights) {
      const ranges = (wanted) =>
        marks
          .filter(({ range }) => range)
          .filter(wanted)
          .map(({ range }) => range);
      for (const kind of KINDS)
        this.#set(
          kind,
          ranges(({ severity }) => severity === kind),
        );
      this.#set(
        CHOSEN,
        ranges(({ chosen }) => chosen),
      );
    }
    const css = stylesheet(marks, this.names, Boolean(this.#highlights));
    if (adopt) {
      this.#sheet ??= this.#adopt();
      this.#sheet.replaceSync(css);
    }
    return css;
  }

  #set(kind, ranges) {
    const name = `${this.#name}-${kind}`;
    this.#highlights.delete(name);
    if (!ranges.length) return;
    const highlight = new this.#view.Highlight(...ranges);
    highlight.priority = kind === CHOSEN ? 9 : KINDS.length - KINDS.indexOf(kind);
    this.#highlights.set(name, highlight);
  }

  #adopt() {
    const sheet = new this.#view.CSSStyleSheet();
    adopt(this.#root, [...adopted(this.#root), sheet]);
    return sheet;
  }

  /** Takes everything away again. */
  clear() {
    if (this.#highlights) for (const kind of [...KINDS, CHOSEN]) this.#highlights.delete(`${this.#name}-${kind}`);
    if (this.#sheet) {
      adopt(
        this.#root,
        adopted(this.#root).filter((sheet) => sheet !== this.#sheet),
      );
      this.#sheet = undefined;
    }
  }
}

/** The rules for marks; `highlights` says whether words are marked by themselves. */
export function stylesheet(marks, names, highlights) {
  const rules = KINDS.map(
    (kind) =>
      `::highlight(${names[kind]}){color:${COLOURS[kind]};background-color:${BACKGROUNDS[kind]};` +
      `text-decoration:underline ${kind === "error" ? "wavy" : "dotted"} ${COLOURS[kind]}}`,
  );
  rules.push(`::highlight(${names[CHOSEN]}){color:#1b1b1b;background-color:#ffd54a}`);
  // The colour is that of the worst finding that speaks of the element; a chosen one is drawn thicker.
  const outlined = new Map();
  for (const { element, range, severity, chosen } of marks) {
    if (!element || (highlights && range && !isCell(element))) continue;
    const before = outlined.get(element);
    const worst = before && KINDS.indexOf(before.severity) < KINDS.indexOf(severity) ? before.severity : severity;
    outlined.set(element, { severity: worst, chosen: chosen || before?.chosen });
  }
  for (const [element, { severity, chosen }] of outlined) {
    const line = `${chosen ? 3 : 2}px ${severity === "error" ? "solid" : "dashed"} ${COLOURS[severity]}`;
    const selector = position(element);
    if (selector) rules.push(`${selector}{outline:${line} !important;outline-offset:-2px !important}`);
  }
  return rules.join("\n");
}

const isCell = (element) =>
  /^t[dh]$/i.test(nodeName(element)) || /^table-cell$/.test(defaultView(documentOf(element)).getComputedStyle(element).display);

/** A selector for exactly this element, by its place among its siblings; null outside of a document. */
export function position(element) {
  const steps = [];
  let node = element;
  for (let parent = parentElement(node); parent; node = parent, parent = parentElement(node)) {
    let index = 1;
    for (let before = previousElementSibling(node); before; before = previousElementSibling(before)) index += 1;
    steps.unshift(`:nth-child(${index})`);
  }
  return node === documentElement(documentOf(node)) ? [":root", ...steps].join(">") : null;
}
