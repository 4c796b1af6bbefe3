// @ts-check
// In: an empty folder, and files and folders with the names that they are released under. Out: the files copied there, the folders packed as zip,
// and SHA256SUMS over all of it, as `sha256sum --check` reads it.
//
//   node www/build/pack.mjs OUT NAME=PATH…

import { createHash } from "node:crypto";
import { copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";

const { zipSync } = createRequire(new URL("../../tests/e2e/package.json", import.meta.url))("fflate");

/** The same files give the same archive, whenever they were built. */
const MADE = new Date(2020, 0, 1);

function zipped(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
  const inside = (file) => relative(folder, file).replaceAll("\\", "/");
  return zipSync(Object.fromEntries(files.map((file) => [inside(file), readFileSync(file)])), { level: 9, mtime: MADE });
}

const [out, ...wanted] = process.argv.slice(2);
for (const pair of wanted) {
  const at = pair.indexOf("=");
  const [name, path] = [pair.slice(0, at), pair.slice(at + 1)];
  if (statSync(path).isDirectory()) writeFileSync(join(out, name), zipped(path));
  else copyFileSync(path, join(out, name));
}

const sums = readdirSync(out)
  .filter((name) => name !== "SHA256SUMS")
  .sort()
  .map(
    (name) =>
      `${createHash("sha256")
        .update(readFileSync(join(out, name)))
        .digest("hex")}  ${name}\n`,
  );
writeFileSync(join(out, "SHA256SUMS"), sums.join(""));
