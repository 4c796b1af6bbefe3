import { around, open, sample, serve, snippet } from "./harness.mjs";
import { close } from "../e2e/chromium.mjs";
const host = await serve();
host.pages["/t"] = around(await snippet("editors.md", "tinymce"));
host.pages["/w"] = around(await snippet("editors.md", "wangeditor"));
const report = await sample("contradictions-2021");
const content = report.match(/<body[^>]*>([^]*)<\/body>/)?.[1] ?? report;
{
const { page, seen } = await open(`${host.origin}/w`);
await page.waitForFunction(() => Boolean(globalThis.editor?.getEditableContainer?.().querySelector("[data-slate-editor]")));
await page.evaluate((html) => { const holder = document.createElement("div"); holder.innerHTML = html; editor.setHtml([...holder.querySelectorAll("p,h1,h2,table")].filter((e) => !e.parentElement.closest("table")).map((e) => e.outerHTML).join("")); editor.history.undos.length = 0;}, content); await page.waitForTimeout(500);
await page.evaluate((html) => { const holder = document.createElement("div"); holder.innerHTML = html;
  const cells = [...[...holder.querySelectorAll("table")].at(-1).querySelectorAll("td,th")].filter((cell) => /^\s*\d+\s*$/.test(cell.textContent));
  cells[9].textContent = ""; editor.setHtml([...holder.querySelectorAll("p,h1,h2,table")].filter((e) => !e.parentElement.closest("table")).map((e) => e.outerHTML).join("")); }, content);
  await page.locator('[data-menu-key="goujiCheck"]').click(); await page.waitForTimeout(1500);
  console.log(await page.evaluate(async () => { const c = document.querySelector("gouji-checker");  return [c.value.slice(-800,-300), JSON.stringify(c.result?.report?.cells["t4.direct.total"]), c.result?.error, c.findings.map(f=>f.message), [...document.querySelectorAll("table")].at(-1).querySelectorAll("tr:last-child td")[9].outerHTML] }));
console.log(await page.evaluate(() => [document.querySelectorAll("table").length, editor.getEditableContainer().outerHTML.slice(0,300), editor.getHtml().slice(0,1500)]), seen.errors);
}
await close(); process.exit(0);
