import type { Answer, Audit, FormTables, Opened, Options, Rule } from "./gouji_wasm.js";

export type {
  Answer,
  Audit,
  Cell,
  Change,
  Claim,
  Coverage,
  Equation,
  Failure,
  Finding,
  FormEntry,
  Forms,
  FormTable,
  FormTables,
  Input,
  Opened,
  Options,
  Place,
  Precision,
  Quote,
  Repair,
  Report,
  Rule,
  Skipped,
  Term,
  TextChange,
  Translated,
  Unread,
  Unrepaired,
  WaysOut,
} from "./gouji_wasm.js";

/** Where the WebAssembly is: an address, a response, bytes or a compiled module. */
export type WasmSource = string | URL | Request | Response | BufferSource | WebAssembly.Module;

/** The contract's codes, and those of a wrong call or a module that did not load. */
export type Code =
  | "not_a_report"
  | "unsupported_format"
  | "corrupt"
  | "too_large"
  | "encrypted"
  | "empty"
  | "invalid_input"
  | "invalid_option"
  | "not_ready"
  | "unavailable"
  | "crashed"
  | "aborted";

/** Why there is no audit. */
export class GoujiError extends Error {
  constructor(code: string, message: string, answer?: Answer | null);
  readonly code: Code;
  /** The object that the command line would print, where the input is at fault. */
  readonly answer: Answer | null;
  static from(error: unknown): GoujiError;
}

/** Loads the WebAssembly. */
export function init(options?: { wasm?: WasmSource }): Promise<void>;
/** Checks a report given as text or HTML; throws a GoujiError where there is no audit. */
export function check(input: string, options?: Options): Audit;
/** Checks a file. */
export function checkFile(file: Uint8Array | ArrayBuffer | Blob, options?: Options): Promise<Audit>;
/** Opens a file without checking it. */
export function openFile(file: Uint8Array | ArrayBuffer | Blob, options?: Options): Promise<Omit<Opened, "bytes">>;
/** Every rule with its reason and source. */
export function rules(): Rule[];
/** The official tables as the form prints them. */
export function forms(): FormTables;
/** The version of gouji. */
export function version(): string;
