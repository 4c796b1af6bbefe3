// @ts-check
// In: the folder of the built page, and a path. Out: the whole page as one file at that path, which opens by double click on
// a computer without a network: styles, scripts, the WebAssembly modules and the icon are in it, and its policy allows
// neither requests nor any script but these. With a second path, the same once more at that one, with the reader of pictures in it.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder, out, outWithPictures] = process.argv.slice(2);
const names = readdirSync(folder);

/** @returns {any} */
function read(pattern, /** @type {BufferEncoding} */ encoding = "utf8") {
  const name = names.find((name) => pattern.test(name));
  if (name === undefined) throw new Error(`nothing in ${folder} is named like ${pattern}`);
  return readFileSync(join(folder, name), encoding);
}

/** Text that a script element can hold. */
function script(text) {
  if (/<\/script|<!--/i.test(text)) throw new Error("a script would end early");
  return text;
}

const source = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const glue = read(/^gouji-app-.*\.js$/).replace(/export \{[^}]*__wbg_init as default[^}]*\};?\s*$/, "");
if (/^export /m.test(glue.replace(/^export (function|class)/gm, ""))) throw new Error("the page's script exports in a new way");
const app = script(`${glue}\nconst goujiApp = __wbg_init;\n${read(/^loader-.*\.js$/)}`);
// On a file Chromium starts no worker that is a module; a classic script has no `import.meta`.
const checker = script(
  `${glue.replaceAll("import.meta.url", "location.href")}\n${read(/^checker-.*\.js$/).replace(/import init from [^;]*;/, "const init = __wbg_init;")}`,
);
if (/import\.meta|^import /m.test(checker)) throw new Error("the worker's script is still a module");
const old = script(read(/^unsupported-.*\.js$/));
const style = read(/^style-.*\.css$/);
/** A worker's script with the WebAssembly that it loads, and whatever else stands between the two. */
const worker = (module, own, more = "") =>
  script(
    `${read(new RegExp(`^${module}-.*\\.js$`))}\nconst packed = "${read(new RegExp(`^${module}-[0-9a-f]+_bg\\.wasm$`), "base64")}";\n${more}${read(own)}`,
  );
const opener = worker("gouji-opener", /^opener-.*\.js$/);

/** The page's own policy, with what stood beside it now inside. */
function policy(text) {
  const inside = {
    "script-src": ["'self'", `${source(app)} ${source(old)}`],
    "style-src": ["'self'", source(style)],
    "connect-src": ["'self'", "'none'"],
    "worker-src": ["'self'", "blob:"],
    "img-src": ["'self' ", ""],
  };
  const directives = text.split(/;\s*/).filter((directive) => !directive.startsWith("manifest-src"));
  return directives
    .map((directive) => {
      const [what, by] = inside[directive.split(" ")[0]] ?? ["", ""];
      return directive.replace(what, () => by);
    })
    .join("; ");
}

let page = read(/^index\.html$/);

/** Puts `by` in place of the one thing that `pattern` finds. */
function put(pattern, by) {
  const found = page.match(new RegExp(pattern, `${pattern.flags}g`)) ?? [];
  if (found.length !== 1) throw new Error(`${found.length} of ${pattern} in index.html`);
  page = page.replace(pattern, (...groups) => (typeof by === "function" ? by(...groups) : by));
}

put(/(http-equiv="Content-Security-Policy" content=")([^"]*)/, (_, before, text) => before + policy(text));
put(
  /<!--\s*Nothing that is read here[\s\S]*?-->/,
  `<!--
    One file, nothing beside it: the policy allows no request, and no script but the two whose hashes it names.
    'unsafe-eval' is there because Chromium before 97 does not know 'wasm-unsafe-eval' and refuses WebAssembly without it;
    it is taken back as soon as the page has started, before anything can be pasted.
  -->`,
);
put(/<link rel="icon"[^>]*>/, `<link rel="icon" type="image/svg+xml" href="data:image/svg+xml;base64,${read(/^icon-.*\.svg$/, "base64")}">`);
put(/\s*<link rel="manifest"[^>]*>/, "");
put(/<link rel="stylesheet"[^>]*>/, `<style>${style}</style>`);
put(/<link rel="modulepreload"[^>]*><link rel="preload"[^>]*>/, "");
put(/<script [^>]*src="[^"]*loader-[^>]*><\/script>\s*/, "");
put(/<script [^>]*src="[^"]*unsupported-[^>]*><\/script>\s*/, "");
put(/ data-opener="[^"]*" data-checker="[^"]*" data-pictures="[^"]*"/, "");
put(
  /<\/body>/,
  `<script type="text/plain" id="packed-app">${read(/^gouji-app-.*\.wasm$/, "base64")}</script>
<script type="text/plain" id="packed-opener">${opener}</script>
<script type="text/plain" id="packed-checker">${checker}</script>
<script type="module">${app}</script>
<script nomodule>${old}</script>
</body>`,
);
if (/(src|href)="(?!data:)/.test(page.replace(/<script[\s\S]*?<\/script>/g, ""))) throw new Error("something is still outside");

function write(path, content) {
  writeFileSync(path, content);
  console.log(`${path}: ${(content.length / 1e6).toFixed(1)} MB`);
}

write(out, page);
if (outWithPictures) {
  const simd = `const packedSimd = "${read(/^gouji-viewer-simd-.*\.wasm$/, "base64")}";\n`;
  const model = `const packedModel = "${read(/^recogniser-.*\.onnx$/, "base64")}";\n`;
  const pictures = worker("gouji-viewer", /^pictures-.*\.js$/, simd + model);
  put(/(<script type="text\/plain" id="packed-checker">)/, (mark) => `<script type="text/plain" id="packed-pictures">${pictures}</script>\n${mark}`);
  write(outWithPictures, page);
}
