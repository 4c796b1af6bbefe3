// @ts-check
// In: the folder of the built page. Out: what a first visit downloads until the page can be used, file by file: raw, gzipped, in
// brotli; and apart from it what is fetched after the start and kept for visits without a network, the readers of docx,
// spreadsheets, pdf and pictures among it.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** Asked for only after the start, or only by browsers that cannot start the page. */
const isLater = (name) => /opener-|^pictures-|viewer-|^recogniser-|^sw\.js|^manifest|^icons|^unsupported/.test(name);

/** Name and bytes of each file of the page, and whether it comes later. */
export function parts(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const name = path.slice(join(folder, "x").length - 1);
    return { name, later: isLater(name), bytes: readFileSync(path) };
  });
}

/** How large bytes are as they are and as servers send them. */
export const size = {
  raw: (bytes) => bytes.length,
  gzip: (bytes) => gzipSync(bytes, { level: 9 }).length,
  brotli: (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length,
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const kilo = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(11);
  const row = (name, sizes) => console.log(name.padEnd(44) + sizes.map(kilo).join(""));
  console.log(
    "".padEnd(44) +
      Object.keys(size)
        .map((title) => title.padStart(11))
        .join(""),
  );
  const files = parts(process.argv[2] ?? "dist");
  for (const later of [false, true]) {
    const sums = Object.keys(size).map(() => 0);
    for (const { name, bytes } of files.filter((file) => file.later === later)) {
      const sizes = Object.values(size).map((measure) => measure(bytes));
      sizes.forEach((size, kind) => {
        sums[kind] += size;
      });
      row(name, sizes);
    }
    row(later ? "= after the start" : "= first visit, until it can be used", sums);
  }
}
