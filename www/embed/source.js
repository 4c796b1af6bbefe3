// @ts-check
// In: a report's source and changes of cells by their places. Out: the source with only those figures changed.

/** Stands in empty cells, as in snapshot.js, so that a blank cell has a place in the source. */
const BLANK = "\u00a0";
// A tag ends before the next one begins, and a blank cell is short: nothing is read twice, however long the text.
const EMPTY_CELL = /(<t[dh]\b[^<>]*>)((?:\s|&nbsp;|<br\b[^<>]*>){0,1000})(?=<\/t[dh]\s{0,1000}>)/gi;
const FIGURE = /[+\-−－]?[0-9０-９]([0-9０-９,，.．\s]*[0-9０-９])?|[/／\-—－–无]+/;

/** Whether a tag stands in it: one that begins and, anywhere behind, ends. Each character is looked at once. */
export const looksLikeHtml = (value) => /<\/?[a-z]/i.test(value.slice(0, value.lastIndexOf(">") + 1));

/** A source as it is checked: places in `text` lead back into the source. */
export class Source {
  text;
  /** Where a blank was put in: its offset in `text`, ascending. */
  #blanks = [];

  constructor(source, isHtml) {
    this.text = source;
    if (!isHtml) return;
    let shift = 0;
    this.text = source.replace(EMPTY_CELL, (all, tag, inside, at) => {
      // A space that does not break has a place by itself.
      if (/\u00a0|&nbsp;/.test(inside)) return all;
      this.#blanks.push(at + tag.length + shift);
      shift += BLANK.length;
      return tag + BLANK + all.slice(tag.length);
    });
  }

  /** The offset in the source of an offset in `text`. */
  back(offset) {
    let before = 0;
    while (before < this.#blanks.length && this.#blanks[before] < offset) before += 1;
    return offset - before * BLANK.length;
  }

  /** An answer whose places count in `text`, counting in the source. */
  restore(answer) {
    const place = (at) => (at && at.start !== null ? { ...at, start: this.back(at.start), end: this.back(at.end) } : at);
    const cells = Object.entries(answer.report.cells).map(([id, cell]) => [id, { ...cell, place: place(cell.place) }]);
    const quote = (words) => words && { ...words, place: place(words.place) };
    const findings = answer.findings.map((finding) => ({ ...finding, quote: quote(finding.quote) }));
    const claims = (answer.claims ?? []).map((claim) => ({ ...claim, quote: quote(claim.quote), figure: quote(claim.figure) }));
    const way = (text) => text && { ...text, place: place(text.place) };
    const causes = answer.causes.map((cause) =>
      cause.ways_out ? { ...cause, ways_out: { ...cause.ways_out, text: way(cause.ways_out.text) } } : cause,
    );
    return { ...answer, report: { ...answer.report, cells: Object.fromEntries(cells) }, findings, claims, causes };
  }
}

/** Where a change is made: at a place of its own, words of the text, or at its cell's. */
export const placeOf = ({ place, cell }, cells) => place ?? cells?.[cell]?.place;

/**
 * What is to stand for `written`: a cell's words around its figure stay; words of the text are replaced where they are just those,
 * or a figure that tags cut up. Null where something else stands there.
 */
export function edited(written, { place, from, to }) {
  if (!place) return figure(written, String(to));
  if (written === from) return to;
  return /^\d+$/.test(from) && written.replace(/<[^<>]*>/g, "") === from ? figure(written, to) : null;
}

/** The source with `changes` ({cell, to}, or {place, from, to}) made at their places; null where one cannot be. */
export function rewrite(source, cells, changes) {
  const edits = [];
  for (const change of changes) {
    const place = placeOf(change, cells);
    if (!place || place.start === null) return null;
    const to = edited(source.slice(place.start, place.end), change);
    if (to === null) return null;
    edits.push({ ...place, to });
  }
  edits.sort((a, b) => b.start - a.start);
  let result = source;
  for (const { start, end, to } of edits) result = result.slice(0, start) + to + result.slice(end);
  return result;
}

/** `written` with its figure replaced: the words and the tags around and inside it stay. */
export function figure(written, to) {
  // A figure may be cut up by tags: its first piece takes all of it.
  let given = false;
  const parts = written.split(/(<[^<>]*>)/).map((part) => {
    if (part.startsWith("<") || !FIGURE.test(part)) return part;
    const changed = part.replace(FIGURE, given ? "" : to);
    given = true;
    return changed;
  });
  if (given) return parts.join("");
  const words = parts.findIndex((part) => part.trim() && !part.startsWith("<") && !/^(&nbsp;|\s)*$/.test(part));
  if (words < 0) return to + written;
  parts[words] = to;
  return parts.join("");
}
