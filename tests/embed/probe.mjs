import { around, open, sample, serve, snippet } from "./harness.mjs";
import { close } from "../e2e/chromium.mjs";
const host = await serve();
host.pages["/bare"] = around(`<iframe id="gouji" sandbox="allow-scripts allow-downloads allow-modals" src="/gouji/embed.html?origin=${host.origin}&mode=edit"></iframe>`);
const { page, seen } = await open(`${host.origin}/bare`);
await page.waitForTimeout(1500);
console.log(seen); console.log("workers", page.workers().length); for (const type of ["module","classic"]) console.log(type, await page.frames()[1].evaluate((type) => new Promise((r) => { const u = URL.createObjectURL(new Blob(["postMessage(1)"], {type:"text/javascript"})); const w = new Worker(u, {type}); w.onmessage = () => r("ok"); w.onerror = (e) => r("error " + e.message); setTimeout(() => r("silence"), 2000); }), type));
console.log((await page.frames()[1].evaluate(() => document.body.innerText)).slice(0, 300));
await close(); process.exit(0);
