// @ts-check
// A bookmark that checks the page that it is clicked on. In: the address of embed.html. Out: the page marked, a frame with the findings
// beside it; all of it gone on the next click. Reading and marking are the extension's; only the panel is a node of the page.

import { documentElement, querySelectorAll, scrollIntoView, title } from "../dom.js";
import { Marks, marksOf } from "../marks.js";
import { snapshot } from "../snapshot.js";

/** Milliseconds after which a frame that says nothing has been refused by the page's policy. */
const PATIENCE = 10_000;
const KEY = Symbol.for("gouji.bookmarklet");

globalThis.goujiBookmarklet = (address) => {
  if (document[KEY]) return document[KEY]();
  const { origin } = location;
  const english = !navigator.language.toLowerCase().startsWith("zh");
  const taken = best();
  const marks = new Marks(taken.document);
  const frame = document.createElement("iframe");
  const close = () => {
    removeEventListener("message", listen);
    clearTimeout(timer);
    marks.clear();
    frame.remove();
    delete document[KEY];
  };
  const timer = setTimeout(() => {
    close();
    alert(english ? "Gouji cannot run on this page: its policy does not allow it." : "这个网页的安全策略不允许勾稽运行。");
  }, PATIENCE);
  let answer = null;
  const show = (selected) => {
    const all = answer?.report ? marksOf(taken, answer, selected) : [];
    marks.show(all);
    const element = all.find(({ chosen }) => chosen)?.element;
    if (element) scrollIntoView(element, { block: "center" });
  };
  /** @param {MessageEvent} event */
  const listen = ({ source, data, ports: [port] }) => {
    if (source !== frame.contentWindow || data?.type !== "gouji:ready" || !port) return;
    clearTimeout(timer);
    port.onmessage = ({ data: message }) => {
      if (message.type === "gouji:result") {
        answer = message.result;
        show(null);
      } else if (message.type === "gouji:selected") show(message.finding.id);
    };
    port.postMessage({ type: "gouji:set-options", v: 1, mode: "list", readonly: true, lang: english ? "en" : "zh" });
    port.postMessage({ type: "gouji:set-content", v: 1, id: 1, html: taken.html });
  };
  document[KEY] = close;
  addEventListener("message", listen);
  frame.title = english ? "Gouji" : "勾稽";
  frame.setAttribute("sandbox", "allow-scripts");
  frame.referrerPolicy = "no-referrer";
  frame.src = `${address}?origin=${encodeURIComponent(origin)}`;
  // Every property, so that the page's style cannot reach it.
  frame.style.cssText =
    "all:initial!important;position:fixed!important;inset-block:0!important;inset-inline-end:0!important;inline-size:min(24rem,90vw)!important;" +
    "block-size:100vh!important;border-inline-start:2px solid #1b4b8f!important;background:#fff!important;z-index:2147483647!important";
  documentElement(document).append(frame);
  return undefined;
};

/** The document with the most table cells: the page itself, or a frame of the same site in it. */
function best() {
  const documents = [];
  const collect = (view) => {
    try {
      documents.push(view.document);
      for (let index = 0; index < view.frames.length; index += 1) collect(view.frames[index]);
    } catch {
      // A frame of another site.
    }
  };
  collect(window);
  const cells = (page) => querySelectorAll(page, "td").length;
  const chosen = documents.reduce((most, next) => (cells(next) > cells(most) ? next : most));
  return Object.assign(snapshot(documentElement(chosen), { title: title(chosen) }), { document: chosen });
}
