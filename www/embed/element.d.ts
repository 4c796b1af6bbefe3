import type { Answer, Change, Finding, TextChange } from "./index.js";
import type { Checker } from "./checkers.js";

/** What an event carries. */
export interface GoujiEvents {
  "gouji-ready": CustomEvent<{ version: number }>;
  /** After every check, also where the input could not be read. */
  "gouji-checked": CustomEvent<Answer>;
  "gouji-finding-selected": CustomEvent<Finding>;
  /** `value` has changed by the user: typed, pasted, corrected, undone. */
  "gouji-change": CustomEvent<{ kind: "input" | "apply" | "undo" | "redo"; value: string; changes: (Change | TextChange)[] }>;
  /** Can be cancelled by a host that makes the change itself. */
  "gouji-before-apply": CustomEvent<{ changes: (Change | TextChange)[] }>;
  "gouji-error": CustomEvent<{ code: string; message: string }>;
}

/** `<gouji-checker>`. */
export class GoujiChecker extends HTMLElement {
  static readonly formAssociated: true;
  lang: string;
  mode: "edit" | "read" | "list";
  theme: string;
  readonly: boolean;
  disabled: boolean;
  name: string;
  /** The report: HTML or plain text. */
  value: string;
  /** Last year's report of the same organ. */
  prior: string;
  readonly result: Answer | null;
  readonly findings: Finding[];
  /** The id of the selected finding. */
  readonly selected: string | null;
  readonly form: HTMLFormElement | null;
  readonly validity: ValidityState | null;
  /** What checks; by default one worker for all elements of the page. */
  checker: Checker;
  check(): Promise<Answer>;
  open(file: File | Blob): Promise<Answer | null>;
  /** Applies one of `result.repairs`, the one with this index, or a way out of a cause; null where it cannot be applied. */
  apply(repair: { changes: (Change | TextChange)[] } | number): Promise<Answer | null>;
  undo(): Promise<Answer> | null;
  redo(): Promise<Answer> | null;
  /** Copies a table as rich and as plain text; true if it is on the clipboard. */
  copyTable(table: "t2" | "t3" | "t4"): Promise<boolean>;
  clear(): void;
  focusFinding(id: string): boolean;
  toHTML(): string;
  toJSON(): Answer | null;
  addEventListener<K extends keyof GoujiEvents>(
    type: K,
    listener: (event: GoujiEvents[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

/** Registers the element, once. */
export function define(name?: string): void;

declare global {
  interface HTMLElementTagNameMap {
    "gouji-checker": GoujiChecker;
  }
}
