// @ts-check
// In: reports. Out: promises of answers, worked out here or in a worker. Both checkers have the same methods; a call that can
// get no answer fails, it never waits for ever.

import { GoujiError, check, checkFile, forms, init, openFile, rules } from "./index.js";

/** The calls that may be made from afar. */
export const CALLS = { check, checkFile, openFile, forms, rules };

/** Milliseconds until a worker must have begun a call: one that is gone never does. Picked by gut feeling, as the next. */
const SILENCE = 2700;
/** Milliseconds that a call may take once it has begun, and more for its length. */
const PATIENCE = 15_000;
const PATIENCE_PER_CHARACTER = 0.01;

const aborted = () => new GoujiError("aborted", "the call was called off");

/** @typedef {{ wasm?: any, worker?: string | URL | (() => Worker) }} Where */
/** @typedef {{ silence?: number, patience: number, signal?: AbortSignal }} Limits */
/** @typedef {{ signal?: AbortSignal, [option: string]: any }} Options */

/** Works where it is called. */
export class LocalChecker {
  #options;

  /** @param {Where} where */
  constructor({ wasm } = {}) {
    this.#options = { wasm };
  }

  setup() {
    return init(this.#options);
  }

  async call(name, args, /** @type {Options} */ { signal } = {}) {
    if (signal?.aborted) throw aborted();
    await this.setup();
    if (signal?.aborted) throw aborted();
    return CALLS[name](...args);
  }

  check(input, /** @type {Options} */ { signal, ...options } = {}) {
    return this.call("check", [input, options], { signal });
  }

  checkFile(file, /** @type {Options} */ { signal, ...options } = {}) {
    return this.call("checkFile", [file, options], { signal });
  }

  dispose() {}
}

/** Works in a worker, so that a long report cannot stop the page. */
export class WorkerChecker {
  #options;
  #worker = null;
  #ready = null;
  #calls = new Map();
  /** Calls that the worker has begun and not answered, those that were called off among them. */
  #busy = new Set();
  #next = 0;

  /**
   * `worker`: the address of worker.js, if not beside this file, or what makes the worker; `wasm`: where the WebAssembly is.
   *
   * @param {Where} where
   */
  constructor({ worker, wasm } = {}) {
    this.#options = { worker, wasm };
  }

  /** Starts the worker; fails where the page may have none. */
  setup() {
    this.#ready ??= this.#start().catch((error) => {
      this.#ready = null;
      throw error;
    });
    return this.#ready;
  }

  async #start() {
    const { worker, wasm } = this.#options;
    if (typeof worker === "function") this.#worker = worker();
    else if (worker) this.#worker = new Worker(worker, { type: "module" });
    else this.#worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    this.#worker.onmessage = ({ data }) => this.#settle(data);
    this.#worker.onerror = (event) => {
      event.preventDefault?.();
      this.#stop(new GoujiError("crashed", event.message || "the worker could not be loaded"));
    };
    this.#worker.onmessageerror = () => this.#stop(new GoujiError("crashed", "the worker's answer could not be read"));
    // Its script has to be loaded first.
    await this.#send("init", [{ wasm }], { silence: PATIENCE, patience: PATIENCE });
  }

  #settle({ id, began, answer, error }) {
    if (began) this.#busy.add(id);
    else this.#busy.delete(id);
    const call = this.#calls.get(id);
    if (!call) return;
    if (began) call.began();
    else if (error) call.fail(new GoujiError(error.code, error.message, error.answer));
    else call.done(answer);
  }

  #send(name, args, /** @type {Limits} */ { silence = SILENCE, patience, signal }) {
    return new Promise((resolve, reject) => {
      const id = this.#next++;
      const lost = () => this.#stop(new GoujiError("crashed", "the worker gives no answer; it was stopped"));
      const began = () => {
        clearTimeout(timer);
        timer = setTimeout(lost, patience);
      };
      // Behind another call it waits as long as that one may take.
      let timer = setTimeout(() => (this.#busy.size ? began() : lost()), silence);
      const end = (settle) => (value) => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", stop);
        this.#calls.delete(id);
        settle(value);
      };
      const stop = () => call.fail(aborted());
      const call = { began, done: end(resolve), fail: end(reject) };
      this.#calls.set(id, call);
      signal?.addEventListener("abort", stop);
      this.#worker.postMessage({ id, name, args });
    });
  }

  /** Ends the worker and every call that waits for it; the next call starts another. */
  #stop(error) {
    this.#worker?.terminate();
    this.#worker = null;
    this.#ready = null;
    this.#busy.clear();
    for (const call of [...this.#calls.values()]) call.fail(error);
  }

  async call(name, args, /** @type {Options} */ { signal } = {}) {
    if (signal?.aborted) throw aborted();
    await this.setup();
    if (signal?.aborted) throw aborted();
    const length = args.reduce((sum, arg) => sum + (arg?.length ?? arg?.size ?? arg?.byteLength ?? 0), 0);
    return this.#send(name, args, { patience: PATIENCE + length * PATIENCE_PER_CHARACTER, signal });
  }

  check(input, /** @type {Options} */ { signal, ...options } = {}) {
    return this.call("check", [input, options], { signal });
  }

  checkFile(file, /** @type {Options} */ { signal, ...options } = {}) {
    return this.call("checkFile", [file, options], { signal });
  }

  dispose() {
    this.#stop(aborted());
  }
}

/** A worker where the page may have one, else the page's own thread. */
export class AnyChecker {
  #options;
  #chosen = null;

  constructor(options = {}) {
    this.#options = options;
  }

  #choose() {
    this.#chosen ??= this.#try().catch((error) => {
      this.#chosen = null;
      throw error;
    });
    return this.#chosen;
  }

  async #try() {
    const inWorker = new WorkerChecker(this.#options);
    try {
      await inWorker.setup();
      return inWorker;
    } catch {
      const here = new LocalChecker(this.#options);
      await here.setup();
      return here;
    }
  }

  async setup() {
    await this.#choose();
  }

  async call(name, args, options) {
    return (await this.#choose()).call(name, args, options);
  }

  check(input, /** @type {Options} */ { signal, ...options } = {}) {
    return this.call("check", [input, options], { signal });
  }

  checkFile(file, /** @type {Options} */ { signal, ...options } = {}) {
    return this.call("checkFile", [file, options], { signal });
  }

  async dispose() {
    (await this.#chosen)?.dispose();
    this.#chosen = null;
  }
}
