import { around, open, sample, serve, snippet } from "./harness.mjs";
import { close } from "../e2e/chromium.mjs";
const host = await serve();
host.pages["/t"] = around(await snippet("editors.md", "tinymce"));
host.pages["/w"] = around(await snippet("editors.md", "wangeditor"));
const report = await sample("contradictions-2021");
const content = report.match(/<body[^>]*>([^]*)<\/body>/)?.[1] ?? report;
{
const { page, seen } = await open(`${host.origin}/t`);
await page.waitForFunction(() => globalThis.tinymce?.activeEditor?.initialized);
await page.evaluate((html) => {
  const holder = document.createElement("div"); holder.innerHTML = html;
  const cells = [...[...holder.querySelectorAll("table")].at(-1).querySelectorAll("td,th")].filter((cell) => /^\s*\d+\s*$/.test(cell.textContent));
  cells[9].textContent = ""; tinymce.activeEditor.setContent(holder.innerHTML);
}, content);
await page.locator('[data-mce-name="gouji"]').first().click();
await page.waitForTimeout(1500);
console.log(await page.evaluate(() => { const c = document.querySelector("gouji-checker"); return [c.value.slice(-700), JSON.stringify(Object.entries(c.result.report.cells).slice(-8)), c.findings.map(f=>f.message)] }));
}
{
const { page, seen } = await open(`${host.origin}/w`);
await page.waitForFunction(() => Boolean(globalThis.editor?.getEditableContainer?.().querySelector("[data-slate-editor]")));
await page.evaluate((html) => editor.setHtml(html), content);
console.log(await page.evaluate(() => [document.querySelectorAll("table").length, editor.getEditableContainer().outerHTML.slice(0,300), editor.getHtml().slice(0,1500)]), seen.errors);
}
await close(); process.exit(0);
