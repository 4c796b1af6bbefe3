// In: a folder that `cargo xtask accuracy make FOLDER N` filled. Out: its reports as the npm packages docx, exceljs and xlsx write them.
// Then: `cargo xtask accuracy read FOLDER`. Run where these packages are installed.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "package.json"));
const docx = require("docx");
const ExcelJS = require("exceljs");
const XLSX = require("xlsx");
const folder = process.argv[2];

/** Each cell with its row and column, from cells that span. */
function places({ rows }) {
  const taken = new Set();
  return rows.flatMap((cells, row) => {
    let column = 0;
    return cells.map(([text, across, down]) => {
      while (taken.has(`${row} ${column}`)) column += 1;
      for (let y = 0; y < down; y += 1) for (let x = 0; x < across; x += 1) taken.add(`${row + y} ${column + x}`);
      const place = { row, column, text, across, down };
      column += across;
      return place;
    });
  });
}

const value = (text) => (/^\d+(\.\d+)?$/.test(text) ? Number(text) : text);

async function word(parts, path) {
  const paragraph = (text) => new docx.Paragraph({ children: [new docx.TextRun(text)] });
  const cell = ([text, columnSpan, rowSpan]) => new docx.TableCell({ children: [paragraph(text)], columnSpan, rowSpan });
  const table = ({ rows }) => new docx.Table({ rows: rows.map((cells) => new docx.TableRow({ children: cells.map(cell) })) });
  const children = parts.map((part) => (typeof part === "string" ? paragraph(part) : table(part)));
  writeFileSync(path, await docx.Packer.toBuffer(new docx.Document({ sections: [{ children }] })));
}

async function workbook(parts, path) {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("年报");
  let top = 1;
  for (const part of parts) {
    if (typeof part === "string") {
      sheet.getCell(top, 1).value = part;
      top += 1;
      continue;
    }
    for (const { row, column, text, across, down } of places(part)) {
      sheet.getCell(top + row, column + 1).value = text === "" ? null : value(text);
      if (across * down > 1) sheet.mergeCells(top + row, column + 1, top + row + down - 1, column + across);
    }
    top += part.rows.length;
  }
  await book.xlsx.writeFile(path);
}

function sheets(parts, path) {
  const sheet = {};
  const merges = [];
  let top = 0;
  let right = 0;
  const set = (r, c, text) => {
    if (text !== "") sheet[XLSX.utils.encode_cell({ r, c })] = { t: typeof value(text) === "number" ? "n" : "s", v: value(text) };
    right = Math.max(right, c);
  };
  for (const part of parts) {
    if (typeof part === "string") {
      set(top, 0, part);
      top += 1;
      continue;
    }
    for (const { row, column, text, across, down } of places(part)) {
      set(top + row, column, text);
      if (across * down > 1) merges.push({ s: { r: top + row, c: column }, e: { r: top + row + down - 1, c: column + across - 1 } });
    }
    top += part.rows.length;
  }
  sheet["!merges"] = merges;
  sheet["!ref"] = XLSX.utils.encode_range({ s: { r: 0, c: 0 }, e: { r: top, c: right } });
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, "年报");
  for (const [type, end] of [["xlsx", "xlsx"], ["biff8", "xls"], ["ods", "ods"], ["fods", "fods"]]) XLSX.writeFile(book, `${path}.${end}`, { bookType: type });
}

for (const name of readdirSync(folder).filter((name) => /^\d+\.json$/.test(name))) {
  const parts = JSON.parse(readFileSync(join(folder, name), "utf8"));
  const seed = name.split(".")[0];
  await word(parts, join(folder, `docx-${seed}.npm-docx.docx`));
  await workbook(parts, join(folder, `xlsx-text-${seed}.exceljs.xlsx`));
  sheets(parts, join(folder, `xlsx-text-${seed}.sheetjs`));
}
