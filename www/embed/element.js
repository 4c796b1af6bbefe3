// @ts-check
// In: a report, as `value`. Out: <gouji-checker>: its verdict, what causes it with the corrections to apply, its tables rebuilt with marks. Nothing that is pasted becomes HTML here: tables are drawn from cells.
//
// All of a checker is in its shadow tree; between instances only the worker is shared. `define()` registers the element.

import { cards, h, listed } from "./cards.js";
import { AnyChecker } from "./checkers.js";
import { copy, tableHTML, tableText, writtenIn } from "./copy.js";
import { namesOf } from "./form.js";
import { Source, looksLikeHtml, rewrite } from "./source.js";
import { STYLE } from "./style.js";
import { sentences } from "./texts.js";

const MODES = ["edit", "read", "list"];
/** Characters of a cell that are shown: a word of thousands holds up the layout. */
const SHOWN = 60;

const SEVERITIES = ["error", "warning", "info"];

/** What a field lays out without holding up the page: so many characters, lines, and characters of one line. */
const FIELD = { characters: 200_000, lines: 10_000, line: 50_000 };

/** Whether a text is short enough for the field. */
function fitsField(text) {
  if (text.length > FIELD.characters) return false;
  const lines = text.split("\n");
  return lines.length <= FIELD.lines && lines.every((line) => line.length <= FIELD.line);
}

/** Milliseconds after the last change before it is checked by itself. */
const PAUSE = 150;

/** Steps that can be taken back. */
const HISTORY = 100;

let shared;
let formTables;
let sheet;

/** The base class is a plain one where there is no DOM, so that a server may import this module. */
/** @typedef {{ forget?: boolean, later?: boolean, shown?: string, corrected?: Iterable<string> }} Change */
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

export class GoujiChecker extends Base {
  static formAssociated = true;
  static observedAttributes = ["lang", "theme", "mode", "text-size", "readonly", "disabled", "block-on", "no-files", "wasm-src", "worker-src"];

  #value = "";
  #prior = "";
  #kind = "auto";
  #result = null;
  #failure = null;
  /** What the result or the failure is about; what differs from that is still to be checked. */
  #checked = null;
  #selected = null;
  /** Steps: the value before, and the cells that had been corrected then. */
  #undo = [];
  #redo = [];
  #corrected = new Set();
  #running = null;
  /** The file that is being opened. */
  #opening = null;
  #disabledByForm = false;
  /** @type {ReturnType<typeof setTimeout>} */
  #timer;
  #own = null;
  #internals = null;
  #parts = null;
  #initial = "";

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open", delegatesFocus: true });
    sheet ??= style();
    root.adoptedStyleSheets = [sheet];
    try {
      this.#internals = this.attachInternals?.() ?? null;
    } catch {
      // A browser without form-associated elements: the element works, a form does not see it.
    }
    this.#parts = this.#build(root);
  }

  // Attributes and properties.

  get lang() {
    const own = this.getAttribute("lang") ?? this.parentElement?.closest("[lang]")?.getAttribute("lang") ?? "zh";
    return own.toLowerCase().startsWith("en") ? "en" : "zh";
  }
  set lang(value) {
    this.setAttribute("lang", value);
  }
  get mode() {
    const mode = this.getAttribute("mode");
    return MODES.includes(mode) ? mode : "edit";
  }
  set mode(value) {
    this.setAttribute("mode", value);
  }
  get theme() {
    return this.getAttribute("theme") ?? "auto";
  }
  set theme(value) {
    this.setAttribute("theme", value);
  }
  get readonly() {
    return this.hasAttribute("readonly") || this.mode === "read";
  }
  set readonly(value) {
    this.toggleAttribute("readonly", Boolean(value));
  }
  get disabled() {
    return this.hasAttribute("disabled");
  }
  set disabled(value) {
    this.toggleAttribute("disabled", Boolean(value));
  }
  get name() {
    return this.getAttribute("name") ?? "";
  }
  set name(value) {
    this.setAttribute("name", value);
  }
  get form() {
    return this.#internals?.form ?? null;
  }
  get validity() {
    return this.#internals?.validity ?? null;
  }

  /** The report: HTML or plain text. Setting it starts a check. */
  get value() {
    return this.#value;
  }
  set value(value) {
    this.#setValue(String(value ?? ""), { forget: true });
  }
  /** Last year's report of the same organ. Setting it checks again. */
  get prior() {
    return this.#prior;
  }
  set prior(value) {
    this.#prior = String(value ?? "");
    if (this.#value) this.#later();
  }
  /** The last answer: the contract's object, or null. */
  get result() {
    return this.#result;
  }
  get findings() {
    return this.#result?.findings ?? [];
  }
  get selected() {
    return this.#selected;
  }

  /** What checks; by default one worker for all elements of the page. */
  get checker() {
    const options = { wasm: this.getAttribute("wasm-src") ?? undefined, worker: this.getAttribute("worker-src") ?? undefined };
    if (this.#own) return this.#own;
    if (options.wasm || options.worker) this.#own = new AnyChecker(options);
    else shared ??= new AnyChecker();
    return this.#own ?? shared;
  }
  set checker(checker) {
    this.#own = checker;
  }

  // Life.

  connectedCallback() {
    // Properties that were set before the element was defined.
    for (const key of ["value", "prior", "checker"]) {
      if (!Object.prototype.hasOwnProperty.call(this, key)) continue;
      const value = this[key];
      delete this[key];
      this[key] = value;
    }
    this.#render();
    // Moved, it goes on with what it is at; put back later, it checks what was not checked meanwhile.
    if (this.#value && !this.#running && this.#checked !== this.#about()) this.#later();
    this.#emit("gouji-ready", { version: 1 });
  }

  disconnectedCallback() {
    // Whoever moves it takes it out and puts it in again at once.
    queueMicrotask(() => {
      if (this.isConnected) return;
      clearTimeout(this.#timer);
      this.#running?.abort();
      this.#running = null;
      this.toggleAttribute("busy", false);
    });
  }

  attributeChangedCallback(name, before, after) {
    if (before === after || !this.#parts) return;
    if (name.endsWith("-src")) this.#own = null;
    this.#render();
    // Messages come in the language that was asked for.
    if (name === "lang" && this.#result && this.isConnected) this.#later();
  }

  formResetCallback() {
    this.value = this.#initial;
  }
  formDisabledCallback(disabled) {
    this.#disabledByForm = disabled;
    this.#render();
  }
  formStateRestoreCallback(state) {
    this.value = state;
  }

  // Methods.

  /** Checks now; gives the answer, also where it says that the input could not be read. Fails where nothing could be checked. */
  async check() {
    clearTimeout(this.#timer);
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#failure = null;
    this.#busy(true);
    const about = this.#about();
    const value = this.#value;
    const source = new Source(value, looksLikeHtml(value));
    const options = { lang: this.lang, offsets: "utf16", kind: this.#kind, name: this.name || undefined };
    if (this.#prior) options.prior = this.#prior;
    let answer = null;
    try {
      formTables ??= await this.checker.call("forms", [], { signal: running.signal });
      answer = await this.checker.check(source.text, { ...options, signal: running.signal });
      answer = source.restore(answer);
      answer.input.bytes = new TextEncoder().encode(value).length;
    } catch (error) {
      if (running.signal.aborted) throw error;
      if (!error.answer) {
        this.#running = null;
        this.#failure = error;
        this.#result = null;
        this.#checked = about;
        this.#finish();
        this.#emit("gouji-error", { code: error.code ?? "crashed", message: error.message });
        throw error;
      }
      answer = error.answer;
    }
    if (running.signal.aborted) return answer;
    this.#running = null;
    if (about !== this.#about()) {
      // It answers what was here before.
      this.#busy(false);
      this.#later();
      return answer;
    }
    this.#result = answer;
    this.#checked = about;
    if (!this.findings.some(({ id }) => id === this.#selected)) this.#selected = null;
    this.#finish();
    this.#emit("gouji-checked", answer);
    return answer;
  }

  /** Reads a file into `value` (documents, workbooks, pages and saved web pages become HTML or text) and checks it. */
  async open(file) {
    const opening = {};
    this.#opening = opening;
    try {
      const opened = await this.checker.call("openFile", [file, { lang: this.lang }]);
      // Something else was put in meanwhile: the file comes too late.
      if (this.#opening !== opening) return null;
      this.#setValue(opened.text, { forget: true, shown: file.name ?? "" });
      this.#kind = opened.kind;
    } catch (error) {
      if (this.#opening !== opening) return null;
      this.#failure = error.answer ? null : error;
      this.#result = error.answer ?? null;
      this.#finish();
      if (error.answer) this.#emit("gouji-checked", error.answer);
      else this.#emit("gouji-error", { code: error.code ?? "crashed", message: error.message });
      return null;
    }
    return this.check();
  }

  /** Applies a correction (one of `result.repairs`, or its index) to `value`; gives the new answer, or null where it cannot. */
  async apply(repair) {
    const chosen = typeof repair === "number" ? this.#result?.repairs?.[repair] : repair;
    if (!chosen?.changes?.length || !this.#result?.report) return null;
    // A host that holds the source itself, an editor, makes the change there.
    if (!this.#emit("gouji-before-apply", chosen, true)) return null;
    const value = rewrite(this.#value, this.#result.report.cells, chosen.changes);
    const say = sentences(this.lang);
    if (value === null) {
      this.#announce(say.no_place);
      return null;
    }
    this.#setValue(value, { later: false, corrected: chosen.changes.flatMap(({ cell }) => cell ?? []) });
    this.#changed("apply", chosen.changes);
    const answer = await this.check();
    this.#announce(`${say.applied}${this.#parts.verdict.textContent}`);
    return answer;
  }

  undo() {
    return this.#step(this.#undo, this.#redo, "undo");
  }
  redo() {
    return this.#step(this.#redo, this.#undo, "redo");
  }
  clear() {
    this.value = "";
  }
  toHTML() {
    return this.#value;
  }
  toJSON() {
    return this.#result;
  }

  /** Selects a finding: its cells are marked and brought into view. */
  focusFinding(id) {
    const finding = this.findings.find((finding) => finding.id === id);
    if (!finding) return false;
    this.#select(finding);
    // Its card is worked from the top: the next stop of the Tab key is the correction.
    const item = this.#parts.list.querySelector(`[data-id="${CSS.escape(id)}"]`);
    (item?.closest("li") ?? item)?.querySelector("button.choose")?.focus();
    return true;
  }

  /** Copies a table (`t2`, `t3`, `t4`) as rich and as plain text; true if it is on the clipboard. */
  async copyTable(key) {
    const { forms, cells } = this.#result?.report ?? {};
    const form = formTables?.[key]?.[forms?.[key]];
    const written = writtenIn(cells, this.#unplaced());
    const done = Boolean(form) && (await copy({ html: tableHTML(form, written), text: tableText(form, written) }));
    const say = sentences(this.lang);
    this.#announce(done ? say.copied : say.not_copied);
    return done;
  }

  // The value and its history.

  #setValue(value, /** @type {Change} */ { forget = false, later = true, shown, corrected = [] } = {}) {
    if (forget) [this.#undo, this.#redo, this.#corrected] = [[], [], new Set()];
    else {
      [this.#undo, this.#redo] = [[...this.#undo, [this.#value, this.#corrected]].slice(-HISTORY), []];
      this.#corrected = new Set([...this.#corrected, ...corrected]);
    }
    this.#kind = "auto";
    this.#opening = null;
    // Source is not for reading: the field says whose it is, see `#render`.
    this.#put(value, shown ?? (forget ? (looksLikeHtml(value) ? "" : value) : undefined));
    if (!value) {
      this.#running?.abort();
      this.#running = null;
      clearTimeout(this.#timer);
      [this.#result, this.#failure, this.#selected, this.#checked] = [null, null, null, null];
      this.#finish();
    } else if (later) this.#later();
  }

  /** What is pasted as rich text is shown as plain text; only a field that shows the value itself goes along with it. */
  #put(value, shown) {
    const { field } = this.#parts;
    const mirrors = field.value === this.#value.replace(/\r\n?/g, "\n");
    this.#value = value;
    this.#internals?.setFormValue?.(value);
    const text = shown ?? value;
    if (shown !== undefined || mirrors) field.value = fitsField(text) ? text : "";
  }

  #step(from, to, kind) {
    if (!from.length) return null;
    to.push([this.#value, this.#corrected]);
    const [value, corrected] = from.pop();
    this.#put(value);
    this.#corrected = corrected;
    this.#changed(kind, []);
    return this.check();
  }

  #changed(kind, changes) {
    this.#emit("gouji-change", { kind, value: this.#value, changes });
    this.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** All that an answer depends on, as one value. */
  #about() {
    return JSON.stringify([this.#value, this.#prior, this.#kind, this.lang]);
  }

  #later() {
    clearTimeout(this.#timer);
    if (!this.isConnected) return;
    this.#timer = setTimeout(() => this.check().catch(() => {}), PAUSE);
  }

  #emit(name, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable }));
  }

  // The shadow tree.

  #build(root) {
    const parts = {};
    const part = (name, tag, attributes = {}, children = []) => {
      parts[name] = h(tag, { part: name, ...attributes }, children);
      return parts[name];
    };
    const button = (name, run) => {
      const made = part(name, "button", { type: "button" });
      made.addEventListener("click", run);
      return made;
    };
    const field = part("field", "textarea", { spellcheck: "false" });
    const file = h("input", { type: "file", hidden: "", tabindex: "-1" });
    const input = h("div", { part: "input", class: "input" }, [
      field,
      h("div", { part: "toolbar", class: "toolbar" }, [
        button("check", () => this.check().catch(() => {})),
        button("choose", () => file.click()),
        button("undo", () => this.undo()),
        button("redo", () => this.redo()),
        button("clear", () => {
          this.value = "";
          this.#changed("input", []);
        }),
        file,
      ]),
    ]);
    parts.check.classList.add("main");
    field.addEventListener("paste", (event) => this.#paste(event));
    field.addEventListener("input", (event) => {
      event.stopPropagation();
      this.#setValue(field.value, { forget: true, shown: field.value });
      this.#changed("input", []);
    });
    field.addEventListener("change", (event) => event.stopPropagation());
    file.addEventListener("change", (event) => {
      event.stopPropagation();
      const [chosen] = file.files;
      file.value = "";
      if (chosen)
        this.open(chosen).then(
          () => this.#changed("input", []),
          () => {},
        );
    });
    input.addEventListener("dragover", (event) => event.preventDefault());
    input.addEventListener("drop", (event) => {
      const [dropped] = event.dataTransfer?.files ?? [];
      if (!dropped || this.hasAttribute("no-files")) return;
      event.preventDefault();
      this.open(dropped).then(
        () => this.#changed("input", []),
        () => {},
      );
    });
    parts.input = input;
    parts.announcement = h("span", {});
    parts.retry = button("retry", () => this.check().catch(() => {}));
    parts.strip = h("div", { class: "strip" }, [
      part("status", "p", { role: "status", class: "verdict" }, [part("verdict", "span", {}), parts.announcement]),
      parts.retry,
      part("counts", "p", { class: "counts" }),
      part("coverage", "p", { class: "coverage" }),
    ]);
    parts.root = h("section", { part: "root" }, [
      input,
      parts.strip,
      h("div", { class: "results" }, [part("list", "ol", {}), part("tables", "div", { class: "tables" })]),
    ]);
    root.append(parts.root);
    root.addEventListener("keydown", (event) => this.#key(event));
    return parts;
  }

  #key(event) {
    if (event.key !== "F8" || !this.findings.length) return;
    event.preventDefault();
    const items = listed(this.#result);
    const ids = items.map(({ findings: [first] }) => first.id);
    const at = items.findIndex(({ findings }) => findings.some(({ id }) => id === this.#selected));
    this.focusFinding(ids[(at + (event.shiftKey ? ids.length - 1 : 1) + (at < 0 && event.shiftKey ? 1 : 0)) % ids.length]);
  }

  #paste(event) {
    const html = event.clipboardData?.getData("text/html");
    if (!html || !/<table|display\s*:\s*table/i.test(html)) return;
    event.preventDefault();
    this.#setValue(html, { forget: true, shown: event.clipboardData.getData("text/plain") });
    this.#changed("input", []);
  }

  #busy(busy) {
    this.toggleAttribute("busy", busy);
    if (busy && !this.#result) this.#parts.verdict.textContent = sentences(this.lang).busy;
  }

  #finish() {
    this.toggleAttribute("busy", false);
    this.toggleAttribute("invalid", this.#count("error") > 0);
    const say = sentences(this.lang);
    const blocks = this.getAttribute("block-on") === "error" && this.#count("error") > 0;
    this.#internals?.setValidity?.(blocks ? { customError: true } : {}, blocks ? say.blocked : "", blocks ? this.#parts.field : undefined);
    this.#render();
  }

  #announce(text) {
    this.#parts.announcement.textContent = ` ${text}`;
  }

  /** Cells of which it cannot be told what stands in them. */
  #unplaced() {
    return new Set(this.findings.filter(({ rule }) => rule === "table.ambiguous").flatMap(({ cells }) => cells));
  }

  #count(severity) {
    return this.findings.filter((finding) => finding.severity === severity).length;
  }

  #render() {
    const { field, root, undo, redo, retry, input, strip, verdict, announcement, counts, coverage, list, tables } = this.#parts;
    const say = sentences(this.lang);
    root.setAttribute("lang", this.lang === "en" ? "en" : "zh-CN");
    root.setAttribute("aria-label", say.name);
    input.hidden = this.mode !== "edit";
    // What is not shown because it is source, or too long, says so where it would stand.
    const unseen = this.#value && !fitsField(this.#value) ? say.too_long : "";
    field.placeholder = (this.#value && this.#result?.report?.title) || unseen || say.paste;
    field.setAttribute("aria-label", say.paste);
    field.readOnly = this.hasAttribute("readonly");
    // Once there is an answer, it comes first.
    input.classList.toggle("answered", Boolean(this.#result?.report));
    this.#parts.choose.hidden = this.hasAttribute("no-files");
    root.toggleAttribute("inert", this.disabled || this.#disabledByForm);
    for (const name of ["check", "choose", "clear", "undo", "redo", "retry"]) this.#parts[name].textContent = say[name];
    undo.disabled = !this.#undo.length;
    redo.disabled = !this.#redo.length;
    announcement.textContent = "";
    const audit = this.#result?.report ? this.#result : null;
    retry.hidden = !this.#failure;
    counts.hidden = !audit;
    coverage.hidden = !audit;
    tables.hidden = !audit || this.mode === "list";
    verdict.textContent = this.#verdict(say, audit);
    strip.className = "strip";
    if (!audit) {
      list.replaceChildren();
      tables.replaceChildren();
      return;
    }
    strip.classList.add(audit.verdict.class);
    const { equations_skipped: skipped, cells_found: found, cells_expected: expected } = audit.coverage;
    counts.textContent = [audit.verdict.ledgers, skipped.length ? say.skipped(skipped.length) : ""].filter(Boolean).join(" · ");
    coverage.textContent = say.unread(found, expected);
    const act = { select: (finding) => this.#select(finding) };
    if (!this.readonly) {
      act.apply = (repair) => this.apply(repair).catch(() => {});
      act.canApply = (way) => rewrite(this.#value, audit.report.cells, [way]) !== null;
    }
    list.setAttribute("aria-label", say.findings);
    list.replaceChildren(...cards(audit, namesOf(this.#forms(audit)), say, act));
    tables.replaceChildren(...(this.mode === "list" ? [] : this.#tables(audit, say)));
    this.#reveal(this.#mark());
  }

  #verdict(say, audit) {
    if (this.#failure) {
      const { code, message } = this.#failure;
      if (code === "unavailable") return say.unavailable;
      return code === "crashed" || code === "aborted" ? `${say.crashed}（${message}）` : message;
    }
    if (this.#result?.error) return this.#result.error.message;
    if (!audit) return this.hasAttribute("busy") ? say.busy : say.empty;
    return audit.verdict.headline;
  }

  /** The official tables that the report has. */
  #forms({ report }) {
    return Object.entries(report.forms).flatMap(([key, edition]) => (edition && formTables?.[key]?.[edition]) || []);
  }

  #tables(audit, say) {
    const { cells, forms } = audit.report;
    const written = writtenIn(cells, this.#unplaced());
    const states = this.#states(audit);
    const proposed = new Map(bestRepairs(audit).flatMap(({ changes }) => changes.map(({ cell, to }) => [cell, to])));
    return Object.entries(forms).flatMap(([key, edition]) => {
      const form = edition && formTables?.[key]?.[edition];
      if (!form) return [];
      const entry = ({ label, scope, cell, col_span, row_span }) => {
        const spans = { colspan: col_span, rowspan: row_span };
        if (!cell) return h("th", { ...spans, ...(scope ? { scope } : {}) }, [label]);
        const worst = SEVERITIES.find((severity) => audit.findings.some((finding) => finding.severity === severity && finding.cells.includes(cell)));
        const text = written({ cell });
        const shown = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
        const attributes = { ...spans, part: `cell${worst ? ` ${worst}` : ""}`, class: worst ?? "", "data-cell": cell };
        if (states.has(cell)) attributes["data-state"] = states.get(cell).join(" ");
        return h("td", attributes, [shown, ...(proposed.has(cell) ? [h("ins", {}, [` → ${proposed.get(cell)}`])] : [])]);
      };
      const line = (entries) => h("tr", {}, entries.map(entry));
      const table = h("table", { part: "table", lang: "zh-CN" }, [
        h("caption", {}, [say.table(key.slice(1), form.title)]),
        ...(form.head.length ? [h("thead", {}, form.head.map(line))] : []),
        ...form.bodies.map((body) => h("tbody", {}, body.map(line))),
      ]);
      const copied = h("button", { type: "button", part: "copy", "data-table": key }, [say.copy]);
      copied.addEventListener("click", () => this.copyTable(key));
      const scroller = h("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": form.title }, [table]);
      return [h("div", { part: "tablebox" }, [scroller, copied])];
    });
  }

  /** What is to be said of cells, in words that a host can select by. */
  #states({ report, findings, repairs, causes }) {
    const words = new Map();
    const say = (word, cells) => {
      for (const cell of new Set(cells)) words.set(cell, [...(words.get(cell) ?? []), word]);
    };
    const of = (is) => findings.filter(is).flatMap(({ cells }) => cells);
    say(
      "fails",
      of(({ severity }) => severity !== "info"),
    );
    say(
      "change",
      bestRepairs({ repairs, causes }).flatMap(({ changes }) => changes.map(({ cell }) => cell)),
    );
    say("changed", this.#corrected);
    const unsure = Object.entries(report.cells)
      .filter(([, { sure }]) => sure === false)
      .map(([cell]) => cell);
    say("unsure", [...unsure, ...of(({ rule }) => rule === "table.doubtful")]);
    say("unknown", this.#unplaced());
    return words;
  }

  #select(finding) {
    this.#selected = finding.id;
    const first = this.#mark();
    this.#reveal(first);
    first?.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.#emit("gouji-finding-selected", finding);
  }

  /** Marks what the selected finding speaks of; gives the first cell. */
  #mark() {
    const finding = this.findings.find(({ id }) => id === this.#selected);
    const items = [...this.#parts.list.children];
    const has = (item) => Boolean(finding && (item.dataset.id === finding.id || item.querySelector(`[data-id="${CSS.escape(finding.id)}"]`)));
    // One card is open: the selected finding's, else the first.
    const open = items.find(has) ?? items[0];
    for (const item of items) {
      item.setAttribute("aria-current", String(has(item)));
      const body = item.querySelector(".body");
      if (body) body.hidden = item !== open;
      if (body) item.querySelector(".choose").setAttribute("aria-expanded", String(item === open));
    }
    const right = new Set(finding?.equation?.right.map(({ cell }) => cell));
    let first = null;
    const say = sentences(this.lang);
    for (const cell of this.#parts.tables.querySelectorAll("td[data-cell]")) {
      const { cell: id } = cell.dataset;
      const marked = finding?.cells.includes(id) || right.has(id);
      cell.classList.toggle("right", Boolean(marked && right.has(id)));
      cell.classList.toggle("left", Boolean(marked && !right.has(id)));
      if (marked) cell.setAttribute("title", right.has(id) ? say.right : say.left);
      else cell.removeAttribute("title");
      if (marked) first ??= cell;
    }
    return first;
  }

  /** Scrolls the tables, and only them, to a cell; without one to the first that is wrong. */
  #reveal(cell) {
    const { tables } = this.#parts;
    const state = (word) => tables.querySelector(`td[data-state~="${word}"]`);
    const shown = cell ?? state("change") ?? state("fails");
    if (!shown) return;
    const [box, at] = [tables.getBoundingClientRect(), shown.getBoundingClientRect()];
    tables.scrollTop += at.top - box.top - (box.height - at.height) / 2;
    tables.scrollLeft += Math.max(0, at.right - box.right);
  }
}

/** The best correction of each cause that has one, worst cause first. */
const bestRepairs = ({ repairs, causes }) => causes.flatMap(({ repair }) => repairs[repair] ?? []);

function style() {
  const made = new CSSStyleSheet();
  made.replaceSync(STYLE);
  return made;
}

/** Registers the element, once. */
export function define(name = "gouji-checker") {
  if (globalThis.customElements && !customElements.get(name)) customElements.define(name, GoujiChecker);
}
