// @ts-check
// In: the package's folder, the version. Out: what compilers made bears the version in its name. A browser that kept a file of the last version, and
// gets another of this one, would put half of each together: JavaScript and WebAssembly that do not fit.
//
//   node npm/build/version.mjs PACKAGE VERSION

import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder, version] = process.argv.slice(2);
const dist = join(folder, "dist");
// `gouji_wasm_bg.js` is no file: it is what the module calls its imports.
const COMPILED = /\b(gouji_(?:wasm|opener)(?:_bg(?=\.wasm))?)(\.js|\.wasm|\.d\.ts)/g;
const named = (text) => text.replace(COMPILED, `$1-${version}$2`);

const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const paths = files.map((entry) => join(entry.parentPath ?? entry.path, entry.name));
for (const path of [...paths.filter((path) => /\.(js|ts|html)$/.test(path)), join(folder, "package.json")]) {
  const text = readFileSync(path, "utf8");
  if (named(text) !== text) writeFileSync(path, named(text));
}
for (const name of readdirSync(dist)) {
  if (named(name) !== name) renameSync(join(dist, name), join(dist, named(name)));
}
