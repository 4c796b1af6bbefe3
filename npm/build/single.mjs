// @ts-check
// In: the folder `dist` of the package. Out: the files in it that must not load others: embed.html, inline.js, and what the
// extension and the bookmarklet put into other people's pages. What is only a part of those is removed.

import { createHash } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

const { build } = createRequire(new URL("../../tests/e2e/package.json", import.meta.url))("esbuild");
const dist = path.resolve(process.argv[2]);

const common = {
  bundle: true,
  write: false,
  minify: true,
  legalComments: "none",
  charset: "utf8",
  target: "es2021",
  logLevel: "warning",
  loader: { ".wasm": "binary" },
  absWorkingDir: dist,
};

/** What the modules find by their own address has none in a single file: it is always given instead. */
const alone = { ...common, define: { "import.meta.url": "location.href" } };

const bundle = async (options) => (await build(options)).outputFiles[0].text;
const sha256 = (text) => createHash("sha256").update(text).digest("base64");

// The readers of files stay outside: they would make every frame three times as large.
const withoutOpener = {
  name: "without-opener",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /gouji_opener.*\.js$/ }, ({ path }) => ({ path, namespace: "absent" }));
    onLoad({ filter: /.*/, namespace: "absent" }, () => ({
      contents: `export default () => { throw new Error("this build opens no files; paste the report instead"); };`,
    }));
  },
};

const worker = await bundle({ ...alone, entryPoints: ["worker.js"], format: "iife", plugins: [withoutOpener] });
const workerSource = {
  name: "worker-source",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^gouji:worker$/ }, ({ path }) => ({ path, namespace: "worker" }));
    onLoad({ filter: /.*/, namespace: "worker" }, () => ({ contents: worker, loader: "text" }));
  },
};

const frame = await bundle({
  ...alone,
  entryPoints: ["single/frame.js"],
  format: "esm",
  plugins: [withoutOpener, workerSource],
});
let page = await readFile(path.join(dist, "single/embed.html"), "utf8");
const [, style] = page.match(/<style>([^]*?)<\/style>/);
page = page.replace("sha256-STYLE", `sha256-${sha256(style)}`).replace("sha256-SCRIPT", `sha256-${sha256(frame)}`);
// A function, because `$` means something in a replacement.
await writeFile(
  path.join(dist, "embed.html"),
  page.replace(">SCRIPT<", () => `>${frame}<`),
);

await writeFile(
  path.join(dist, "inline.js"),
  await bundle({ ...common, entryPoints: ["single/inline.js"], format: "esm", plugins: [withoutOpener] }),
);
await writeFile(path.join(dist, "page.js"), await bundle({ ...alone, entryPoints: ["single/page.js"], format: "iife" }));
await writeFile(path.join(dist, "bookmarklet.js"), await bundle({ ...alone, entryPoints: ["single/bookmarklet.js"], format: "iife" }));
await rm(path.join(dist, "single"), { recursive: true });
