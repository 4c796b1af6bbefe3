// @ts-check
// In: an official table and its cells. Out: the same as rich text that Word, WPS and editors take with its borders and merged cells, and
// as plain text; both on the clipboard.

import { placed } from "./form.js";

const BORDER = "border:1px solid #000";
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escaped = (text) => String(text).replace(/[&<>"]/g, (c) => ESCAPES[c]);

/** What an entry shows: its label, or its cell's figure as it was written. Where a figure stands is not known in `unplaced` cells, and
 * that is no blank. */
/** @returns {(entry: { label?: string, cell?: string }) => string} */
export const writtenIn =
  (cells, unplaced = new Set()) =>
  ({ label, cell }) =>
    label ?? (unplaced.has(cell) ? "？" : String(cells[cell]?.raw ?? cells[cell]?.value ?? ""));

const linesOf = (form) => [...form.head, ...form.bodies.flat()];

/** What a spreadsheet would run as a formula; signed numbers and strokes for zero stay as they are. The rule is the library's (`unformula`). */
const NUMBER = /^[ \u3000\ufeff]*[+\-＋－]*[0-9.,%]*$/;
const FORMULA = /^([\t\r\n]|[ \u3000\ufeff]*[=+\-@＝＋－＠\t\r\n])/;
const isFormula = (text) => FORMULA.test(text) && !NUMBER.test(text);
const unformula = (text) => (isFormula(text) ? `'${text}` : text);

/** Inline borders on every cell, no classes, nothing to load. */
export function tableHTML(form, written) {
  const span = (name, count) => (count > 1 ? ` ${name}="${count}"` : "");
  const cell = (entry) =>
    `<td${span("colspan", entry.col_span)}${span("rowspan", entry.row_span)} style="${BORDER};padding:2px 6px;text-align:center${isFormula(written(entry)) ? ";mso-number-format:'\\@'" : ""}">${escaped(written(entry))}</td>`;
  const rows = linesOf(form).map((line) => `<tr>${line.map(cell).join("")}</tr>`);
  return `<table border="1" cellspacing="0" cellpadding="0" style="border-collapse:collapse"><tbody>${rows.join("")}</tbody></table>`;
}

/** Tabs between cells; a merged cell stands once, and what it covers is blank, so that every figure is under its head. */
export function tableText(form, written) {
  return [form.head, ...form.bodies]
    .flatMap((lines) => {
      const grid = lines.map(() => []);
      for (const { entry, line, column } of placed(lines)) {
        for (let down = 0; down < entry.row_span && line + down < grid.length; down += 1) {
          for (let right = 0; right < entry.col_span; right += 1) grid[line + down][column + right] = "";
        }
        grid[line][column] = unformula(written(entry));
      }
      return grid.map((row) => Array.from(row, (text) => text ?? "").join("\t"));
    })
    .join("\n");
}

/** Puts both on the clipboard; true only if they are there. */
export async function copy({ html, text }) {
  try {
    const item = { "text/html": new Blob([html], { type: "text/html" }), "text/plain": new Blob([text], { type: "text/plain" }) };
    await navigator.clipboard.write([new ClipboardItem(item)]);
    return true;
  } catch {
    // Outside of https there is no such clipboard; the old way needs a gesture, which there has just been.
  }
  let done = false;
  const fill = (event) => {
    event.clipboardData.setData("text/html", html);
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
    event.stopImmediatePropagation();
    done = true;
  };
  addEventListener("copy", fill, true);
  try {
    return document.execCommand("copy") && done;
  } catch {
    return false;
  } finally {
    removeEventListener("copy", fill, true);
  }
}
