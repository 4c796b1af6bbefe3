// @ts-check
// In: www/extension, and the folder `dist` of the npm package. Out: the extension for Chromium and for Firefox, each as a folder that
// can be loaded as it is and zipped for a store.
//
//   node npm/build/extension.mjs DIST VERSION OUT

import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const [dist, version, out] = process.argv.slice(2);
const source = fileURLToPath(new URL("../../www/extension", import.meta.url));

/** What the panel loads; everything else of the package stays out. */
const MODULES = [
  "cards.js",
  "checkers.js",
  "copy.js",
  "element.js",
  "form.js",
  `gouji_wasm-${version}.js`,
  `gouji_wasm_bg-${version}.wasm`,
  "index.js",
  "source.js",
  "style.js",
  "texts.js",
  "worker.js",
];
const OWN = ["_locales", "background.js", "icon-16.png", "icon-48.png", "icon-128.png", "panel.css", "panel.html", "panel.js"];

const json = async (name) => JSON.parse(await readFile(path.join(source, name), "utf8"));
const chromium = { ...(await json("manifest.json")), version };
// Null takes a key out.
const merged = { ...chromium, ...(await json("manifest.firefox.json")) };
const firefox = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));

await rm(out, { recursive: true, force: true });
for (const [browser, manifest] of Object.entries({ chromium, firefox })) {
  const folder = path.join(out, browser);
  await mkdir(path.join(folder, "gouji"), { recursive: true });
  for (const name of OWN) await cp(path.join(source, name), path.join(folder, name), { recursive: true });
  for (const name of MODULES) await cp(path.join(dist, name), path.join(folder, "gouji", name));
  await cp(path.join(dist, "page.js"), path.join(folder, "page.js"));
  await writeFile(path.join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}
