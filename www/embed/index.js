// @ts-check
// In: a report as text, HTML or the bytes of a file. Out: the contract's object, or a GoujiError with the contract's code.
//
// A thin wrapper around the WebAssembly module, the same in browsers, workers and Node. The readers of docx, spreadsheets and
// pdf are a second module, loaded when the first file is given. Types: index.d.ts.

import load, * as wasm from "./gouji_wasm.js";

/** A report that could not be read, or a call that is wrong. `answer` is the JSON that the command line would print. */
export class GoujiError extends Error {
  constructor(code, message, answer = null) {
    super(message);
    this.name = "GoujiError";
    this.code = code;
    this.answer = answer;
  }

  /** Whatever was thrown, as a GoujiError: a wrong call has its code already, anything else is a crash of ours. */
  static from(error) {
    if (error instanceof GoujiError) return error;
    return new GoujiError(error?.code ?? "crashed", error?.message ?? String(error));
  }
}

let loading;
let ready = false;
let openerLoading;

/**
 * Loads the WebAssembly; every call gives the same promise until one has failed. `wasm`: where it is, if not beside this file
 * (URL, Response, bytes or a compiled module).
 */
export function init(/** @type {{ wasm?: any }} */ { wasm: source } = {}) {
  loading ??= start(source).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function start(source) {
  try {
    await load({ module_or_path: source ?? (await besideUs("gouji_wasm_bg.wasm")) });
    ready = true;
  } catch (error) {
    throw new GoujiError("unavailable", `WebAssembly could not be loaded: ${error?.message ?? error}`);
  }
}

/** In Node, where `fetch` reads no files, the bytes; elsewhere nothing: the loader finds the file by its own address. */
async function besideUs(name) {
  if (!globalThis.process?.versions?.node || globalThis.document || globalThis.WorkerGlobalScope) return undefined;
  // Not for bundlers: the module exists in Node only.
  const fs = "node:fs/promises";
  const { readFile } = await import(/* webpackIgnore: true */ /* @vite-ignore */ fs);
  const opener = name === "gouji_opener_bg.wasm";
  const url = opener ? new URL("./gouji_opener_bg.wasm", import.meta.url) : new URL("./gouji_wasm_bg.wasm", import.meta.url);
  return readFile(url);
}

/** Checks a report given as text or HTML. Needs `await init()` once before. */
export function check(input, options) {
  needsInit();
  return answered(() => wasm.check(input, options));
}

/** Checks a file: bytes, or a Blob. The answer is the command line's. */
export async function checkFile(file, options = {}) {
  const { bytes, name } = await bytesOf(file, options);
  const opened = await openBytes(bytes, { ...options, name });
  return answered(() => wasm.checkOpened({ ...opened, bytes: bytes.length }, { ...options, name }));
}

/** Opens a file without checking it: its text, and what it was. */
export async function openFile(file, options = {}) {
  const { bytes, name } = await bytesOf(file, options);
  return openBytes(bytes, { ...options, name });
}

/** Every rule with its reason and source in both languages. */
export function rules() {
  needsInit();
  return wasm.rules();
}

/** The official tables as the form prints them. */
export function forms() {
  needsInit();
  return wasm.forms();
}

/** The version of gouji. */
export function version() {
  needsInit();
  return wasm.version();
}

function needsInit() {
  if (!ready) throw new GoujiError("not_ready", "call `await init()` before anything else");
}

function answered(run) {
  let answer;
  try {
    answer = run();
  } catch (error) {
    throw GoujiError.from(error);
  }
  if (answer.error) throw new GoujiError(answer.error.code, answer.error.message, answer);
  return answer;
}

async function bytesOf(file, options) {
  const name = options.name ?? file?.name;
  if (file instanceof Uint8Array) return { bytes: file, name };
  if (file instanceof ArrayBuffer) return { bytes: new Uint8Array(file), name };
  if (globalThis.Blob && file instanceof Blob) return { bytes: new Uint8Array(await file.arrayBuffer()), name };
  throw new GoujiError("invalid_input", "checkFile(file): file is neither bytes nor a Blob");
}

async function openBytes(bytes, options) {
  await init();
  const opener = await loadOpener();
  let opened;
  try {
    opened = opener.open(bytes);
  } catch (error) {
    throw GoujiError.from(error);
  }
  if (!opened.code) return opened;
  const message = options.lang === "en" ? opened.message_en : opened.message_zh;
  const input = { name: options.name ?? null, kind: null, encoding: null, bytes: bytes.length };
  const { code } = opened;
  throw new GoujiError(code, message, { schema: "gouji/1", input, error: { code, message } });
}

function loadOpener() {
  openerLoading ??= import("./gouji_opener.js")
    .then(async (opener) => {
      await opener.default({ module_or_path: await besideUs("gouji_opener_bg.wasm") });
      return opener;
    })
    .catch((error) => {
      openerLoading = undefined;
      throw new GoujiError("unavailable", `the readers of files could not be loaded: ${error?.message ?? error}`);
    });
  return openerLoading;
}
