// In: an official table and its cells. Out: the same as rich text that Word, WPS and editors take with its borders and merged cells, and
// as plain text; both on the clipboard.

const BORDER = "border:1px solid #000";
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escaped = (text) => String(text).replace(/[&<>"]/g, (c) => ESCAPES[c]);
const written = (entry, cells) => entry.label ?? cells[entry.cell]?.raw ?? cells[entry.cell]?.value ?? "";
const linesOf = (form) => [...form.head, ...form.bodies.flat()];

/** What a spreadsheet would run as a formula; signed numbers and strokes for zero stay as they are. The rule is the library's (`unformula`). */
const FORMULA = /^[ \u3000\ufeff]*[=+\-@＝＋－＠](?![+\-＋－\d.,%]*$)/;
const unformula = (text) => (FORMULA.test(text) ? `'${text}` : text);

/** Inline borders on every cell, no classes, nothing to load. */
export function tableHTML(form, cells) {
  const span = (name, count) => (count > 1 ? ` ${name}="${count}"` : "");
  const cell = (entry) =>
    `<td${span("colspan", entry.col_span)}${span("rowspan", entry.row_span)} style="${BORDER};padding:2px 6px;text-align:center${FORMULA.test(written(entry, cells)) ? ";mso-number-format:'\\@'" : ""}">${escaped(written(entry, cells))}</td>`;
  const rows = linesOf(form).map((line) => `<tr>${line.map(cell).join("")}</tr>`);
  return `<table border="1" cellspacing="0" cellpadding="0" style="border-collapse:collapse"><tbody>${rows.join("")}</tbody></table>`;
}

/** Tabs between cells; a merged cell stands once. */
export function tableText(form, cells) {
  return linesOf(form)
    .map((line) => line.map((entry) => written(entry, cells)).join("\t"))
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
