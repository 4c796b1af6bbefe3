// @ts-check
// In: messages of the page that frames embed.html. Out: a checker in the frame, and answers to that page alone.
//
// The host's origin is pinned by the parameter `origin` of the frame's address; without it the frame speaks to nobody and is a
// checker for pasting. `gouji:ready` goes to that origin only and hands over a MessagePort; everything else goes through the
// port. Every message is checked before anything is done, and a wrong one is answered with `gouji:error`. The protocol is
// written down in docs/embed/frame.md.

import { AnyChecker } from "../checkers.js";
import { define } from "../element.js";
import wasm from "../gouji_wasm_bg.wasm";
import workerSource from "gouji:worker";

const VERSION = 1;

const text = (value) => typeof value === "string";
const maybe = (is) => (value) => value === undefined || value === null || is(value);
const one =
  (...words) =>
  (value) =>
    words.includes(value);
const change = (value) => text(value?.cell) && (value.to === null || Number.isFinite(value.to));
const repair = (value) =>
  (Number.isInteger(value) && value >= 0) || (Array.isArray(value?.changes) && value.changes.length > 0 && value.changes.every(change));

/** What may come in: the fields of each message and what they must be. */
const MESSAGES = {
  "gouji:set-content": { html: maybe(text), text: maybe(text), previousHtml: maybe(text) },
  "gouji:set-options": {
    lang: maybe(one("zh", "en")),
    theme: maybe(one("auto", "light", "dark", "contrast")),
    mode: maybe(one("edit", "read", "list")),
    textSize: maybe(one("normal", "large")),
    readonly: maybe((value) => typeof value === "boolean"),
  },
  "gouji:focus-finding": { finding: text },
  "gouji:apply": { repair },
};

const parameters = new URLSearchParams(location.search);
const host = pinned(parameters.get("origin"));

let port = null;
/** The id of what is being checked. */
let pending = null;
/** The id of the correction that is being applied. */
let applying;

const checker = document.createElement("gouji-checker");
define();
start();

function start() {
  // A classic worker: without an origin there are no modules from a blob.
  const address = URL.createObjectURL(new Blob([workerSource], { type: "text/javascript" }));
  checker.checker = new AnyChecker({ worker: () => new Worker(address), wasm });
  checker.setAttribute("no-files", "");
  for (const key of ["lang", "theme", "mode"]) if (parameters.has(key)) checker.setAttribute(key, parameters.get(key));
  document.getElementById("fallback").replaceWith(checker);
  checker.addEventListener("gouji-checked", ({ detail }) => {
    say("gouji:result", { result: detail }, pending);
    pending = null;
  });
  checker.addEventListener("gouji-error", ({ detail }) => {
    say("gouji:error", detail, pending);
    pending = null;
  });
  checker.addEventListener("gouji-change", ({ detail }) => {
    if (applying !== undefined) expect(applying);
    say("gouji:changed", { html: detail.value, edits: detail.changes });
  });
  checker.addEventListener("gouji-finding-selected", ({ detail }) => say("gouji:selected", { finding: detail }));
  new ResizeObserver(() => say("gouji:resize", { height: height() })).observe(document.body);
  // A host that was not listening yet when the frame was ready may ask for the port.
  addEventListener("message", ({ source, origin, data }) => {
    if (host && source === parent && origin === host && data?.type === "gouji:connect" && data.v === VERSION) connect();
  });
  if (host && parent !== window) connect();
}

/** An origin as the browser writes it; null where the parameter is none. */
function pinned(given) {
  try {
    const { origin } = new URL(given);
    return origin === "null" || origin !== given ? null : origin;
  } catch {
    return null;
  }
}

function connect() {
  const channel = new MessageChannel();
  port?.close();
  port = channel.port1;
  port.onmessage = ({ data }) => receive(data);
  parent.postMessage({ type: "gouji:ready", v: VERSION, height: height() }, host, [channel.port2]);
}

function say(type, fields, id = null) {
  port?.postMessage({ type, v: VERSION, id, ...fields });
}

/** The next answer is for this id. What has none yet gets none any more, as its report is no longer there, and is told so. */
function expect(id) {
  if (pending !== null) say("gouji:error", { code: "replaced", message: "something else was sent before this was checked" }, pending);
  pending = id;
}

function height() {
  return Math.ceil(document.documentElement.getBoundingClientRect().height);
}

/** What a host sent, in words: any value can be sent, also one that is no JSON. */
const shown = (value) => (text(value) ? JSON.stringify(value) : `of the type ${typeof value}`);

function receive(message) {
  const id = text(message?.id) || Number.isFinite(message?.id) ? message.id : null;
  const wrong = (reason) => say("gouji:error", { code: "bad_message", message: reason }, id);
  const fields = text(message?.type) && Object.hasOwn(MESSAGES, message.type) ? MESSAGES[message.type] : null;
  if (!fields) return wrong(`there is no message ${shown(message?.type)}`);
  if (message.v !== VERSION) return wrong(`this is version ${VERSION} of the protocol`);
  for (const [key, is] of Object.entries(fields)) if (!is(message[key])) return wrong(`${message.type}: "${key}" is wrong`);
  return ACTIONS[message.type](message, id, wrong);
}

const ACTIONS = {
  "gouji:set-content"({ html, text: plain, previousHtml }, id, wrong) {
    const content = html ?? plain;
    if (content === undefined || content === null) return wrong('gouji:set-content: "html" or "text" is needed');
    expect(id);
    if (previousHtml !== undefined) checker.prior = previousHtml ?? "";
    checker.value = content;
    // An empty text is answered as well: there is nothing to check, and that is an answer.
    return checker.check().catch(() => {});
  },
  "gouji:set-options"({ lang, theme, mode, textSize, readonly }) {
    for (const [key, value] of Object.entries({ lang, theme, mode, "text-size": textSize })) {
      if (value !== undefined && value !== null) checker.setAttribute(key, value);
    }
    if (typeof readonly === "boolean") checker.readonly = readonly;
  },
  "gouji:focus-finding"({ finding }, _, wrong) {
    if (!checker.focusFinding(finding)) wrong(`there is no finding ${shown(finding)}`);
  },
  async "gouji:apply"({ repair: wanted }, id, wrong) {
    // The report is changed at once, if it is: until then the answer is for whom it was for.
    applying = id;
    const answering = checker.apply(wanted);
    applying = undefined;
    const answer = await answering.catch(() => undefined);
    if (answer === null) wrong("this correction cannot be applied");
  },
};
