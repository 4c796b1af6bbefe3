// @ts-check
// In: www/icon.svg. Out: www/icons, the pictures that www/manifest.webmanifest names. Run by hand when the icon changes:
//   node tests/e2e/icons.mjs

import { mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { close, launch } from "./chromium.mjs";

const svg = readFileSync(new URL("../../www/icon.svg", import.meta.url), "base64");
const folder = new URL("../../www/icons/", import.meta.url);
mkdirSync(folder, { recursive: true });

/** A maskable icon may be cut to a circle: what matters keeps to the inner four fifths, on the icon's own colour. */
/** @type {[string, number, number][]} */
const icons = [
  ["icon-192", 192, 1],
  ["icon-512", 512, 1],
  ["maskable-512", 512, 0.8],
];
for (const [name, size, share] of icons) {
  const page = await (await launch()).newPage({ viewport: { width: size, height: size } });
  const inner = Math.round(size * share);
  const margin = (size - inner) / 2;
  const ground = share < 1 ? "background:#1b4b8f" : "";
  await page.setContent(
    `<body style="margin:0;${ground}"><img style="display:block;margin:${margin}px" width="${inner}" src="data:image/svg+xml;base64,${svg}">`,
  );
  await page.screenshot({ path: fileURLToPath(new URL(`${name}.png`, folder)), omitBackground: true });
}
await close();
