// @ts-check
// The side panel. In: the order to check a tab. Out: its findings here, its marks there. The page's frames are read through
// `scripting`, checked in this page, and marked; the page itself is never changed and its scripts are never spoken to.

import { define } from "./gouji/element.js";

const api = globalThis.browser ?? chrome;
const $ = (id) => document.getElementById(id);
const say = (name, ...values) => api.i18n.getMessage(name, values.map(String));
const checker = document.querySelector("gouji-checker");

/** The tab that this panel belongs to; Firefox has one panel for the window, which goes along with the tabs. */
let tab = Number(new URLSearchParams(location.search).get("tab")) || null;
/** The frame that has the report, and its style. */
let marked = null;
let connection = null;
let running = null;

start();

function start() {
  const lang = api.i18n.getUILanguage().startsWith("zh") ? "zh" : "en";
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
  checker.setAttribute("lang", lang);
  define();
  $("check").textContent = say("check");
  $("clear").textContent = say("clear");
  $("privacy").textContent = say("privacy");
  $("check").addEventListener("click", () => check());
  $("clear").addEventListener("click", () => clear());
  checker.addEventListener("gouji-finding-selected", () => mark());
  api.runtime.onMessage.addListener((message) => {
    if (message?.type !== "check" || (api.sidePanel && message.tab !== tab)) return;
    tab = message.tab;
    check();
  });
  api.tabs.onUpdated.addListener((id, { status }) => {
    // The marks have gone with the page that they were on.
    if (id === tab && status === "loading" && marked) {
      marked = null;
      tell();
      checker.clear();
      announce(say("moved"));
      $("clear").hidden = true;
    }
  });
  connect();
  check();
}

/** The background takes the marks away when this panel is gone: it is told what there is to take. */
function connect() {
  connection = api.runtime.connect();
  connection.onDisconnect.addListener(() => {
    connect();
    tell();
  });
  tell();
}

function tell() {
  if (tab) connection.postMessage({ tab, styles: marked?.css ? [{ frame: marked.frame, css: marked.css }] : [] });
}

function announce(text) {
  $("status").textContent = text;
}

/** One check at a time: the click that opens this panel asks for one as well. */
function check() {
  running ??= read()
    .catch((error) => announce(`${say("failed")}（${error.message}）`))
    .finally(() => {
      running = null;
    });
  return running;
}

async function read() {
  tab ??= (await api.tabs.query({ active: true, currentWindow: true }))[0]?.id;
  await clear();
  announce(say("reading"));
  let frames;
  try {
    await api.scripting.executeScript({ target: { tabId: tab, allFrames: true }, files: ["page.js"] });
    frames = await api.scripting.executeScript({ target: { tabId: tab, allFrames: true }, func: () => globalThis.goujiPage?.read() ?? null });
  } catch {
    // The browser's own pages and its shop, or a tab that has gone elsewhere since the click.
    announce(say("forbidden"));
    return;
  }
  const read = frames.filter(({ result }) => result).sort((a, b) => a.frameId - b.frameId);
  const inside = read.reduce((sum, { result }) => sum + result.frames, 1) - read.length;
  $("frames").hidden = inside <= 0;
  $("frames").textContent = say("frames", inside);
  const { frame, html } = await best(read);
  marked = { frame, css: "" };
  tell();
  checker.value = html;
  try {
    await checker.check();
  } catch {
    // The checker says why.
  }
  announce("");
  $("clear").hidden = false;
  await mark();
}

/** The frame from which the most cells are read; the page itself where there is no report in any. */
async function best(read) {
  const tried = [];
  for (const { frameId, result } of read) {
    const cells = await checker.checker.check(result.html).then(
      ({ coverage }) => coverage.cells_found,
      () => -1,
    );
    tried.push({ frame: frameId, html: result.html, cells });
  }
  return tried.reduce((best, next) => (next.cells > best.cells ? next : best), { frame: 0, html: "", cells: -2 });
}

/** Shows the findings on the page; the style before is taken away after the new one is there. */
async function mark() {
  if (!marked) return;
  const { frame, css: before } = marked;
  const target = { tabId: tab, frameIds: [frame] };
  const answer = checker.result?.report
    ? { findings: checker.findings, report: { cells: checker.result.report.cells } }
    : { findings: [], report: { cells: {} } };
  const [shown] = await api.scripting.executeScript({
    target,
    func: (answer, selected) => globalThis.goujiPage?.show(answer, selected) ?? "",
    args: [answer, checker.selected],
  });
  marked.css = shown?.result ?? "";
  if (marked.css === before) return;
  tell();
  if (marked.css) await api.scripting.insertCSS({ target, css: marked.css, origin: "USER" });
  if (before) await api.scripting.removeCSS({ target, css: before, origin: "USER" });
}

/** Takes everything away from the page. */
async function clear() {
  const last = marked;
  marked = null;
  checker.clear();
  $("clear").hidden = true;
  $("frames").hidden = true;
  announce("");
  if (!last) return;
  tell();
  if (last.css) {
    await api.scripting.removeCSS({ target: { tabId: tab, frameIds: [last.frame] }, css: last.css, origin: "USER" }).catch(() => {});
  }
  await api.scripting.executeScript({ target: { tabId: tab, allFrames: true }, func: () => globalThis.goujiPage?.clear() }).catch(() => {});
}
