// @ts-check
// In: an editor's content, as the nodes that it is shown with. Out: the findings in a panel beside it and marks over it, kept up
// while someone writes; a correction handed to the editor as one step. What is saved never contains anything of ours: the
// nodes are only read, marks are highlights and a style sheet.

import { define } from "./element.js";
import { Marks, marksOf } from "./marks.js";
import { snapshot, snapshotInPieces } from "./snapshot.js";
import { edited, placeOf } from "./source.js";

/** Milliseconds of quiet before what was written is read. */
const PAUSE = 120;

/** The check of one editor. */
export class EditorCheck {
  #root;
  #write;
  #panel;
  #marks = null;
  #taken = null;
  #observer = null;
  /** @type {ReturnType<typeof setTimeout>} */
  #timer;
  /** What is being read: another, or none, once the nodes have changed. */
  #reading = null;
  #listeners;

  /**
   * `root()`: the element that holds the content now. `write(edits)`: makes edits ({range, element, written, to}: the text to put
   * for `range`, or into the blank cell `element`) as one step that can be undone. `panel`: a <gouji-checker> of the host's, or an
   * element to put one into. `options`: `lang`, `prior`, `theme`.
   *
   * @param {{ root: any, write: any, panel?: any, options?: { lang?: string, theme?: string, prior?: any, checker?: any } }} host
   */
  constructor({ root, write, panel, options = {} }) {
    define();
    this.#root = root;
    this.#write = write;
    this.#panel = panel?.matches?.("gouji-checker") ? panel : document.createElement("gouji-checker");
    this.#panel.setAttribute("mode", "list");
    for (const key of ["lang", "theme"]) if (options[key]) this.#panel.setAttribute(key, options[key]);
    if (options.checker) this.#panel.checker = options.checker;
    if (options.prior) this.#panel.prior = options.prior;
    if (panel && panel !== this.#panel) panel.append(this.#panel);
    this.#listeners = {
      "gouji-checked": () => this.#show(),
      "gouji-error": () => this.#marks?.clear(),
      "gouji-finding-selected": () => this.#show(true),
      "gouji-before-apply": (event) => {
        event.preventDefault();
        this.apply(event.detail);
      },
    };
  }

  /** The element that shows the findings. */
  get panel() {
    return this.#panel;
  }

  get isOpen() {
    return this.#observer !== null;
  }

  /** Starts to check, now and after every change. */
  open() {
    if (this.isOpen) return;
    for (const [name, listener] of Object.entries(this.#listeners)) this.#panel.addEventListener(name, listener);
    const root = this.#root();
    this.#marks = new Marks(root.getRootNode());
    this.#observer = new root.ownerDocument.defaultView.MutationObserver(() => this.#later());
    this.#observer.observe(root, { subtree: true, childList: true, characterData: true, attributeFilter: ["colspan", "rowspan", "hidden"] });
    this.#readInPieces();
  }

  /** Stops, and leaves nothing behind. */
  close() {
    clearTimeout(this.#timer);
    this.#observer?.disconnect();
    this.#observer = null;
    this.#marks?.clear();
    this.#marks = null;
    this.#taken = null;
    for (const [name, listener] of Object.entries(this.#listeners)) this.#panel.removeEventListener(name, listener);
    this.#panel.clear();
  }

  toggle() {
    if (this.isOpen) this.close();
    else this.open();
    return this.isOpen;
  }

  #later() {
    clearTimeout(this.#timer);
    this.#reading = null;
    this.#timer = setTimeout(() => this.#readInPieces(), PAUSE);
  }

  async #readInPieces() {
    if (!this.isOpen) return;
    const reading = {};
    this.#reading = reading;
    const taken = await snapshotInPieces(this.#root(), () => this.#reading !== reading);
    if (taken && this.isOpen) this.#take(taken);
  }

  #read() {
    if (!this.isOpen) return;
    this.#reading = null;
    this.#take(snapshot(this.#root()));
  }

  #take(taken) {
    const same = this.#taken?.html === taken.html;
    // New nodes may hold the same text: marks go where the text is now.
    this.#taken = taken;
    if (same && this.#panel.result) this.#show();
    else if (!same) this.#panel.value = taken.html;
  }

  #show(scroll = false) {
    const answer = this.#panel.result;
    if (!this.isOpen || !answer?.report || this.#panel.value !== this.#taken?.html) {
      this.#marks?.clear();
      return;
    }
    const marks = marksOf(this.#taken, answer, this.#panel.selected);
    this.#marks.show(marks);
    if (scroll) marks.find(({ chosen }) => chosen)?.element?.scrollIntoView({ block: "nearest" });
  }

  /** Makes a correction in the editor; false where one of its cells, or its words, cannot be found there. */
  apply(repair) {
    this.#read();
    const cells = this.#panel.result?.report?.cells;
    const edits = repair.changes.map((change) => {
      const place = placeOf(change, cells);
      const located = place && this.#taken.locate(place);
      if (!located) return null;
      const written = located.range?.toString() ?? "";
      const to = written ? edited(written, change) : String(change.to);
      return to === null ? null : { ...located, written, to };
    });
    if (!cells || edits.includes(null) || this.#panel.value !== this.#taken.html) return false;
    this.#write(edits);
    return true;
  }
}

/** Writes an edit into nodes, for editors whose document is the nodes themselves. */
export function writeNodes({ range, element, to }) {
  if (!range) {
    let into = element;
    while (into.firstElementChild && into.firstElementChild.nodeName !== "BR") into = into.firstElementChild;
    into.textContent = to;
    return;
  }
  const { startContainer, startOffset, endContainer, endOffset } = range;
  if (startContainer === endContainer && startContainer.nodeType === 3) {
    startContainer.replaceData(startOffset, endOffset - startOffset, to);
    return;
  }
  range.deleteContents();
  range.insertNode(startContainer.ownerDocument.createTextNode(to));
}

/** The icon of the buttons: two sides that must be equal. */
export const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"><path fill="currentColor" d="M4 7h10v2H4zm0 5h10v2H4zm13.3-6.7 1.4 1.4-2.3 2.3 2.3 2.3-1.4 1.4-2.3-2.3zM4 17h16v2H4z"/></svg>';

export const TITLE = { zh: "核对年报数据", en: "Check the annual report" };

/** The language that was asked for, else the page's. */
export const langOf = (given) =>
  String(given ?? (document.documentElement.lang || "zh"))
    .toLowerCase()
    .startsWith("en")
    ? "en"
    : "zh";

export const titleIn = (lang) => (String(lang).toLowerCase().startsWith("en") ? TITLE.en : TITLE.zh);
