import type { Audit, Options, WasmSource } from "./index.js";

export interface Called extends Options {
  /** Calls the check off. */
  signal?: AbortSignal;
}

export interface Checker {
  /** Loads what is needed; every other call does it by itself. */
  setup(): Promise<void>;
  check(input: string, options?: Called): Promise<Audit>;
  checkFile(file: Uint8Array | ArrayBuffer | Blob, options?: Called): Promise<Audit>;
  /** One of the package's functions by its name. */
  call(name: "check" | "checkFile" | "openFile" | "forms" | "rules", args: unknown[], options?: { signal?: AbortSignal }): Promise<any>;
  dispose(): void | Promise<void>;
}

/** Checks where it is called. */
export class LocalChecker implements Checker {
  constructor(options?: { wasm?: WasmSource });
  setup(): Promise<void>;
  check(input: string, options?: Called): Promise<Audit>;
  checkFile(file: Uint8Array | ArrayBuffer | Blob, options?: Called): Promise<Audit>;
  call(name: string, args: unknown[], options?: { signal?: AbortSignal }): Promise<any>;
  dispose(): void;
}

/** Checks in a worker; a worker that gives no answer is stopped, its calls fail with the code `crashed`. */
export class WorkerChecker extends LocalChecker {
  constructor(options?: { worker?: string | URL | (() => Worker); wasm?: WasmSource });
}

/** A worker where the page may have one, else the page's own thread. */
export class AnyChecker implements Checker {
  constructor(options?: { worker?: string | URL | (() => Worker); wasm?: WasmSource });
  setup(): Promise<void>;
  check(input: string, options?: Called): Promise<Audit>;
  checkFile(file: Uint8Array | ArrayBuffer | Blob, options?: Called): Promise<Audit>;
  call(name: string, args: unknown[], options?: { signal?: AbortSignal }): Promise<any>;
  dispose(): Promise<void>;
}
