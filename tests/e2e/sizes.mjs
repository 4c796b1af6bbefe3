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

/** Name, whether it comes later, and the three sizes of each file of the page. */
export function sizes(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const name = path.slice(join(folder, "x").length - 1);
    const bytes = readFileSync(path);
    const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
    return { name, later: isLater(name), sizes: [bytes.length, gzipSync(bytes, { level: 9 }).length, brotli.length] };
  });
}

export const sum = (files) => files.reduce((sums, file) => sums.map((sum, kind) => sum + file.sizes[kind]), [0, 0, 0]);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const kilo = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(11);
  const row = (name, sizes) => console.log(name.padEnd(44) + sizes.map(kilo).join(""));
  console.log("".padEnd(44) + ["raw", "gzip", "brotli"].map((title) => title.padStart(11)).join(""));
  const files = sizes(process.argv[2] ?? "dist");
  for (const later of [false, true]) {
    const group = files.filter((file) => file.later === later);
    for (const file of group) row(file.name, file.sizes);
    row(later ? "= after the start" : "= first visit, until it can be used", sum(group));
  }
}
