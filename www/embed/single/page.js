// @ts-check
// What the extension puts into each frame of a page: reads it, marks it, takes the marks away again. Runs in the extension's own
// world, and changes no node. In: calls by the side panel. Out: HTML, style.

import { documentElement, querySelectorAll, scrollIntoView, title } from "../dom.js";
import { Marks, marksOf } from "../marks.js";
import { snapshot } from "../snapshot.js";

globalThis.goujiPage?.clear();
const marks = new Marks(document);
let taken = null;

globalThis.goujiPage = {
  /** The frame as HTML, and how many frames are in it. */
  read() {
    taken = snapshot(documentElement(document), { title: title(document) });
    return { html: taken.html, frames: querySelectorAll(document, "iframe,frame").length };
  },

  /** Marks the findings of an answer on what was read; gives the style that the marks need. */
  show(answer, selected) {
    if (!taken) return "";
    const all = marksOf(taken, answer, selected);
    const [first] = all.filter(({ chosen }) => chosen);
    if (first?.element) scrollIntoView(first.element, { block: "center", inline: "nearest" });
    return marks.show(all, { adopt: false });
  },

  /** Leaves nothing behind. */
  clear() {
    marks.clear();
    taken = null;
    delete globalThis.goujiPage;
  },
};
