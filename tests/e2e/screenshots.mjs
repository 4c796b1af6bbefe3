// In: GOUJI_URL, a folder, and perhaps names of states. Out: a picture of each state of the page: wide, narrow and dark.
//
// A new state is one entry in `states`: what to do with the page after it has started.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { close, openPage } from "./chromium.mjs";

const [folder = "target/screenshots", ...wanted] = process.argv.slice(2);

const states = {
  start: async () => {},
};

const views = {
  wide: { viewport: { width: 1280, height: 900 }, deviceScaleFactor: 2 },
  narrow: { viewport: { width: 320, height: 640 }, deviceScaleFactor: 2 },
  dark: { viewport: { width: 1280, height: 900 }, deviceScaleFactor: 2, colorScheme: "dark" },
};

mkdirSync(folder, { recursive: true });
for (const [state, reach] of Object.entries(states)) {
  if (wanted.length > 0 && !wanted.includes(state)) continue;
  for (const [view, options] of Object.entries(views)) {
    const { context, page } = await openPage(options);
    await reach(page);
    const path = join(folder, `${state}-${view}.png`);
    await page.screenshot({ path, fullPage: true, animations: "disabled" });
    console.log(path);
    await context.close();
  }
}
await close();
