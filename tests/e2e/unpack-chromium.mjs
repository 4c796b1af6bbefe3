// @ts-check
// In: an npm package of chrome-aws-lambda, which has a Chromium of its time in it, and a folder. Out: that Chromium in the folder,
// to name in GOUJI_OLD_CHROMIUM.
//
//   npm pack chrome-aws-lambda@5.3.1    # Chromium 86; 5.5.0 has 88, 10.1.0 has 92
//   node tests/e2e/unpack-chromium.mjs chrome-aws-lambda-5.3.1.tgz target/chromium-86

import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliDecompressSync } from "node:zlib";

const [packed, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const tar = (...args) => execFileSync("tar", ["-C", folder, ...args]);
tar("-xzf", resolve(packed), "--strip-components=2", "package/bin");
for (const name of readdirSync(folder).filter((name) => name.endsWith(".br"))) {
  const path = join(folder, name.slice(0, -3));
  writeFileSync(path, brotliDecompressSync(readFileSync(join(folder, name))));
  rmSync(join(folder, name));
  if (path.endsWith(".tar")) {
    tar("-xf", resolve(path));
    rmSync(path);
  }
}
const chromium = resolve(folder, "chromium");
chmodSync(chromium, 0o755);
console.log(`GOUJI_OLD_CHROMIUM=${chromium}`);
