// In: an official table as an object. Out: for every cell the labels that it stands under, for people.

/** Labels of cells by id: {row, column}. */
export function labelsOf(form) {
  const head = placed(form.head);
  const labels = new Map();
  for (const body of form.bodies.map(placed)) {
    for (const cell of body.filter(({ entry }) => entry.cell)) {
      const beside = (box) => box.entry.scope === "row" && box.line <= cell.line && cell.line < box.line + box.entry.row_span;
      const over = (box) =>
        box.entry.scope?.startsWith("col") && box.column <= cell.column && cell.column < box.column + box.entry.col_span;
      const above = body.filter((box) => over(box) && box.line < cell.line);
      const columns = above.length ? above : head.filter(over);
      const words = (boxes) => boxes.map(({ entry }) => entry.label).join(" ");
      labels.set(cell.entry.cell, { row: words(body.filter(beside)), column: words(columns) });
    }
  }
  return labels;
}

/** One name for a cell: `行 · 列`, or the one that there is. */
export const nameOf = ({ row, column }) => [row, column].filter(Boolean).join(" · ");

/** Where every entry stands, once merged entries above are counted. */
export function placed(lines) {
  const taken = new Set();
  return lines.flatMap((entries, line) => {
    let column = 0;
    return entries.map((entry) => {
      while (taken.has(`${line} ${column}`)) column += 1;
      const box = { entry, line, column };
      for (let down = 0; down < entry.row_span; down += 1) {
        for (let right = 0; right < entry.col_span; right += 1) taken.add(`${line + down} ${column + right}`);
      }
      return box;
    });
  });
}
