/** How to check. */
export interface Options {
  /** What the input is; `auto` (default) tells by its content. */
  kind?: "auto" | "html" | "text";
  /** Language of messages, `zh` by default. */
  lang?: "zh" | "en";
  /** A name for the input, passed on to the answer. */
  name?: string;
  /**
   * What `place.start` and `place.end` count: bytes of the input in UTF-8 (default, the same JSON as the command line), or
   * UTF-16 units, with which `input.slice(start, end)` gives the words.
   */
  offsets?: "utf8" | "utf16";
}

/** What `check` gives: an audit, or an error where the input could not be read as a report. */
export type Answer = Audit | Unread;

export interface Audit {
  schema: "gouji/1";
  input: Input;
  report: Report;
  findings: Finding[];
  repairs: Repair[];
  claims: Claim[];
  coverage: Coverage;
  error?: undefined;
}

export interface Unread {
  schema: "gouji/1";
  input: Input;
  error: Failure;
  report?: undefined;
}

export interface Failure {
  code: "not_a_report" | "unsupported_format" | "corrupt" | "too_large" | "encrypted" | "empty";
  /** What is wrong and what to do next. */
  message: string;
}

export interface Input {
  name: string | null;
  kind: "html" | "text" | null;
  encoding: string | null;
  /** Length in bytes of UTF-8. */
  bytes: number;
}

export interface Report {
  title: string | null;
  organ: string | null;
  year: number | null;
  forms: Forms;
  /** Every cell of the recognised tables by its id, for example `t3.received.natural`. */
  cells: Record<string, Cell>;
}

/** The edition of each table's form; null where the table was not found. */
export interface Forms {
  t2: "2019" | "2021" | null;
  t3: "2019" | "2021" | null;
  t4: "2019" | "2021" | null;
}

export interface Cell {
  /** Null where the cell is blank or not known. */
  value: number | null;
  raw: string | null;
  place: Place | null;
}

/** Where something stands in the input. See `Options.offsets` for what `start` and `end` count. */
export interface Place {
  block: number;
  row: number | null;
  column: number | null;
  start: number | null;
  end: number | null;
}

export interface Finding {
  id: string;
  rule: string;
  severity: "error" | "warning" | "info";
  message: string;
  equation: Equation | null;
  cells: string[];
  quote: Quote | null;
}

export interface Equation {
  left: Term[];
  right: Term[];
  left_value: number;
  right_value: number;
  difference: number;
}

export interface Term {
  cell: string;
  coefficient: number;
  value: number | null;
}

export interface Quote {
  text: string;
  place: Place;
}

/** A figure of the prose and what it was compared with. */
export interface Claim {
  /** `text.table`: cells; `text.sum`, `text.percent`: other figures of the prose. */
  rule: string;
  /** The clause. */
  quote: Quote;
  /** The figure's digits, or the words that say that there was nothing. */
  figure: Quote;
  value: number;
  /** The values that it can stand for: 20余 is 20 to 30; no `high` for 超过. */
  precision: { exact: boolean; low: number; high: number | null };
  cells: string[];
  left_value: number;
  /** Null where a cell is not known. */
  right_value: number | null;
  /** Null where it was not judged. */
  agrees: boolean | null;
}

/** A whole solution, best first. */
export interface Repair {
  changes: Change[];
  resolves: string[];
  reason: string;
  rank: number;
}

export interface Change {
  cell: string;
  from: number | null;
  to: number;
}

export interface Coverage {
  cells_expected: number;
  cells_found: number;
  equations_checked: number;
  equations_skipped: Skipped[];
  claims_found: number;
}

export interface Skipped {
  rule: string;
  cells: string[];
  why: string;
}

export interface Rule {
  id: string;
  title: Translated;
  explanation: Translated;
  source: string;
}

export interface Translated {
  zh: string;
  en: string;
}
