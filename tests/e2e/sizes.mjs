// In: the folder of the built page. Out: what a first visit downloads, file by file: raw, gzipped, in brotli; and apart from
// it the readers, which are downloaded when a docx, spreadsheet or pdf is opened.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const folder = process.argv[2] ?? "dist";
const kilo = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(11);
const row = (name, sizes) => console.log(name.padEnd(44) + sizes.map(kilo).join(""));

console.log("".padEnd(44) + ["raw", "gzip", "brotli"].map((title) => title.padStart(11)).join(""));
const [total, readers] = [[0, 0, 0], [0, 0, 0]];
for (const entry of readdirSync(folder, { withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const bytes = readFileSync(join(folder, entry.name));
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  const sizes = [bytes.length, gzipSync(bytes, { level: 9 }).length, brotli.length];
  const sum = entry.name.includes("opener") ? readers : total;
  sizes.forEach((size, kind) => (sum[kind] += size));
  row(entry.name, sizes);
}
row("first visit", total);
row("readers, on demand", readers);
