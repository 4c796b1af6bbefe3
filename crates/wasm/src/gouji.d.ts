/** How to check. */
export interface Options {
  /** What the input is; `auto` (default) tells by its content. The kinds of files are for `checkFile`. */
  kind?: "auto" | Format;
  /** Language of messages, `zh` by default. */
  lang?: "zh" | "en";
  /** A name for the input, passed on to the answer. */
  name?: string;
  /**
   * What `place.start` and `place.end` count: bytes of the input in UTF-8 (default, the same JSON as the command line), or
   * UTF-16 units, with which `input.slice(start, end)` gives the words.
   */
  offsets?: "utf8" | "utf16";
  /** Last year's report of the same organ, as text or HTML. */
  prior?: string;
  /** This year's reports of the organs whose figures this one adds up. */
  members?: string[];
}

/** Kinds of files, told by their content. */
export type Format = "html" | "text" | "csv" | "mht" | "docx" | "doc" | "rtf" | "odt" | "xlsx" | "xls" | "ods" | "pdf" | "ofd" | "image";

/** A file as `gouji-opener` gives it, and the file's length in bytes. */
export interface Opened {
  text: string;
  kind: "html" | "text" | "csv";
  format: Format;
  encoding: string | null;
  bytes: number;
}

/** What `check` gives: an audit, or an error where the input could not be read as a report. */
export type Answer = Audit | Unread;

export interface Audit {
  schema: "gouji/1";
  input: Input;
  verdict: Verdict;
  report: Report;
  findings: Finding[];
  repairs: Repair[];
  /** Broken sums for which no repair can be given. */
  unrepaired: Unrepaired[];
  /** What is wrong, once each: findings that one correction mends, worst first. */
  causes: Cause[];
  /** Figures of the prose, with what each was compared with. */
  claims: Claim[];
  coverage: Coverage;
  /** What an office had set, a sentence each; empty where it set nothing. */
  settings: string[];
  error?: undefined;
}

/** How the report came out, the worst finding first; the words are in the language that was asked for. */
export interface Verdict {
  class: "contradictions" | "mismatches" | "unchecked" | "clean";
  headline: string;
  /** `表内等式 43/44 · 正文 5/6`: those that hold of those that were judged; empty where none was. */
  ledgers: string;
}

export interface Cause {
  id: string;
  severity: "error" | "warning" | "info";
  findings: string[];
  /** Index into `repairs` of the best one; null where nothing mends it. */
  repair: number | null;
  /** How many repairs are as small; null where there is none or they were not all counted. */
  alternatives: number | null;
  /** What a person can choose between where there is no repair; null where nothing is known. */
  ways_out: WaysOut | null;
}

/** The prose against the tables: the one is to be changed or the other. Labels are in words, as on a button. */
export interface WaysOut {
  /** Both figures, and that either may be wrong; null where only the text can be. */
  lead: string | null;
  /** The change of the table, where one cell holds the figure. */
  table: (Change & { label: string }) | null;
  text: TextChange | null;
}

/** What is to stand in the text instead. */
export interface TextChange {
  label: string;
  from: string;
  to: string;
  /** Where `from` stands; null where it is to be looked up. */
  place: Place | null;
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
  kind: Format | null;
  encoding: string | null;
  /** Length in bytes; of a string, in UTF-8. */
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
  /** As it stands in the report, cut after 1,000 characters. */
  raw: string | null;
  /** False where a picture was read and the readers of figures did not agree. No error is called over such a cell. */
  sure: boolean;
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
  /** What people call the severity. */
  label: string;
  message: string;
  equation: Equation | null;
  cells: string[];
  quote: Quote | null;
}

export interface Equation {
  /** What must hold: equal sides, or a right side that is at least the left. */
  relation: "equal" | "at_least";
  left: Term[];
  right: Term[];
  left_value: number;
  right_value: number;
  difference: number;
  /** What the left side holds beside its terms: a figure that stands in no cell. */
  left_constant: number;
  right_constant: number;
}

export interface Term {
  cell: string;
  coefficient: number;
  value: number | null;
  /** Whose cell it is, where it is not this report's own. */
  report?: { role: "prior" | "member"; name: string | null; year: number | null };
}

export interface Quote {
  text: string;
  place: Place;
}

/** A figure of the prose that speaks of cells. */
export interface Claim {
  rule: string;
  /** The words that say it. */
  quote: Quote;
  /** The figure in them. */
  figure: Quote;
  value: number;
  precision: Precision;
  cells: string[];
  /** What the prose says, and what the cells come to: null where that cannot be told. */
  left_value: number;
  right_value: number | null;
  agrees: boolean | null;
}

/** The values that a figure can stand for: both bounds are its own value where it is exact, and 以上 has none above. */
export interface Precision {
  exact: boolean;
  low: number;
  high: number | null;
}

/** One of the smallest corrections that mend the findings in `resolves`; best first within each group. */
export interface Repair {
  changes: Change[];
  resolves: string[];
  reason: string;
  /** The same without the changes: which slip it undoes, and how sure it is. */
  why: string;
  rank: number;
  /** Repairs with the same number stand for each other: one of each group mends everything. */
  group: number;
  /** How many repairs of this size the group has: 1 if this is the only one, null if they were not all counted. */
  alternatives: number | null;
}

export interface Unrepaired {
  findings: string[];
  why: string;
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
  /** On what the places of each table's figures rest, by the table's key. */
  grounds: Record<string, "grid" | "rows" | "inferred">;
  /** How many equations were judged and how many of them failed, by where the other side comes from. */
  ledgers: Ledgers;
}

export interface Ledgers {
  tables: Ledger;
  text: Ledger;
  prior: Ledger;
  group: Ledger;
}

export interface Ledger {
  checked: number;
  failed: number;
}

export interface Skipped {
  rule: string;
  cells: string[];
  why: string;
}

export interface Rule {
  id: string;
  /** The worst that a finding of it can be. */
  severity: "error" | "warning" | "info";
  title: Translated;
  explanation: Translated;
  source: string;
}

export interface Translated {
  zh: string;
  en: string;
}

/** The official tables by `t2`, `t3`, `t4`, then by edition. */
export type FormTables = Record<"t2" | "t3" | "t4", Record<"2019" | "2021", FormTable>>;

/** A table of the form as it is printed: lines of labels and cells. What is covered from above or from the left has no entry. */
export interface FormTable {
  title: string;
  columns: number;
  head: FormEntry[][];
  bodies: FormEntry[][][];
}

/** A label, or a cell by its id. */
export interface FormEntry {
  label: string | null;
  scope: "row" | "rowgroup" | "col" | "colgroup" | null;
  cell: string | null;
  /** What sentences call the cell. */
  name: string | null;
  col_span: number;
  row_span: number;
}
