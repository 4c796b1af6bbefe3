// @ts-check
// Trunk calls this when it has put the page together. In: the folder in TRUNK_STAGING_DIR. Out: the same, its readers named by
// their content as everything else is, and its service worker told which files there are.

import { createHash } from "node:crypto";
import { copyFileSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.env.TRUNK_STAGING_DIR;
if (folder === undefined) throw new Error("trunk calls this: see Trunk.toml");

const text = (name) => readFileSync(join(folder, name), "utf8");
const write = (name, content) => writeFileSync(join(folder, name), content);
const hash = (content) => createHash("sha256").update(content).digest("hex").slice(0, 16);

function replace(content, what, by) {
  if (!content.includes(what)) throw new Error(`${what} is not where it was`);
  return content.replaceAll(what, by);
}

/** Puts the hash of a file's content into its name. */
function rename(name) {
  const named = name.replace(/(_bg)?(\.\w+)$/, `-${hash(readFileSync(join(folder, name)))}$1$2`);
  renameSync(join(folder, name), join(folder, named));
  return named;
}

/** What the workers load, by its content. */
const LOADED = {
  "opener.js": ["gouji-opener.js", "gouji-opener_bg.wasm"],
  "pictures.js": ["gouji-viewer.js", "gouji-viewer_bg.wasm", "gouji-viewer-simd_bg.wasm", "recogniser.onnx"],
};
// Trunk builds everything with the same flags. `cargo xtask` has built the reader of pictures with SIMD before; without that all browsers get the slow one.
copyFileSync(process.env.GOUJI_SIMD ?? join(folder, "gouji-viewer_bg.wasm"), join(folder, "gouji-viewer-simd_bg.wasm"));
for (const [worker, names] of Object.entries(LOADED))
  write(
    worker,
    names.reduce((script, name) => replace(script, name, rename(name)), text(worker)),
  );
const app = readdirSync(folder).find((name) => /^gouji-app-.*\.js$/.test(name));
write("checker.js", replace(text("checker.js"), "gouji-app.js", app));
let index = text("index.html");
for (const name of ["opener", "checker", "pictures"]) index = replace(index, `data-${name}="${name}.js"`, `data-${name}="${rename(`${name}.js`)}"`);
write("index.html", index);

const isKept = (name) => !/^(sw\.js|index\.html|unsupported)/.test(name) && !name.endsWith(".d.ts");
/** The reader of pictures weighs more than all else: it is kept by those who use it. */
const isKeptLater = (name) => /^(pictures|gouji-viewer|recogniser)-/.test(name);
const all = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) =>
    join(entry.parentPath ?? entry.path, entry.name)
      .slice(folder.length)
      .replaceAll("\\", "/")
      .replace(/^\//, ""),
  )
  .filter(isKept)
  .sort();
const contents = ["index.html", ...all].map((name) => readFileSync(join(folder, name)));
const version = hash(Buffer.concat(contents));
const worker = replace(text("sw.js"), 'VERSION = "unfinished"', `VERSION = "${version}"`);
const list = (names) => JSON.stringify(names, null, 2);
const files = ["./", ...all.filter((name) => !isKeptLater(name))];
write("sw.js", replace(replace(worker, "FILES = []", `FILES = ${list(files)}`), "LATER = []", `LATER = ${list(all.filter(isKeptLater))}`));
