// @ts-check
// In: an official table as an object. Out: what its cells are called, and where each of its entries stands.

/** The name of every cell of these tables by its id. */
export const namesOf = (tables) =>
  new Map(tables.flatMap(({ head, bodies }) => [head, ...bodies].flat(2)).flatMap(({ cell, name }) => (cell ? [[cell, name]] : [])));

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
