// <gouji-checker> in Chromium: the documentation's snippets, several on a page, corrections and their undoing, forms, hostile hosts,
// and nothing left behind.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { before, test } from "node:test";
import { around, open, repository, sample, serve, snippet } from "./harness.mjs";

let report;
let clean;
let origin;

const ELEMENT = '<script type="module" src="/gouji/define.js"></script><gouji-checker></gouji-checker>';

before(async () => {
  report = await sample("contradictions-2021");
  clean = await sample("clean-2021");
  const page = await snippet("element.md", "element");
  const policy = (value) => ({ "Content-Security-Policy": value });
  ({ origin } = await serve({
    "/report.html": report,
    "/snippet": around(page, await snippet("element.md", "style")),
    "/": around(ELEMENT),
    "/two": around(`${ELEMENT}<gouji-checker mode="list" lang="en"></gouji-checker>`),
    "/hostile": around(ELEMENT, '<style>*, *::before, *::after { all: unset !important; } * { display: none !important }</style>'),
    "/unset": around(ELEMENT, "<style>* { all: unset; }</style>"),
    "/strict": {
      body: around(ELEMENT),
      headers: policy("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'none'; worker-src 'none'; connect-src 'self'; img-src data:"),
    },
    "/no-wasm": { body: around(ELEMENT), headers: policy("default-src 'none'; script-src 'self'; connect-src 'self'; worker-src 'none'; img-src data:") },
  }));
});

/** A test on a page; what the browser complains of fails it. */
const on = (path, name, body, { complains = false } = {}) =>
  test(name, async () => {
    const opened = await open(`${origin}${path}`);
    try {
      await opened.page.waitForFunction(() => customElements.get("gouji-checker"));
      await body(opened);
      if (!complains) assert.deepEqual(opened.seen.errors, []);
      assert.ok(opened.seen.requests.every((address) => address.startsWith(origin) || address.startsWith("data:")));
    } finally {
      await opened.context.close();
    }
  });

const set = (page, value, index = 0) =>
  page.evaluate(
    async ([value, index]) => {
      const checker = document.querySelectorAll("gouji-checker")[index];
      checker.value = value;
      return checker.check();
    },
    [value, index],
  );
const inside = (page, selector, index = 0) => page.locator("gouji-checker").nth(index).locator(selector);

on("/snippet", "the snippets run", async ({ page }) => {
  await page.waitForFunction(() => document.querySelector("output").textContent);
  assert.match(await page.textContent("output"), /总计为 1/);
  assert.equal(await inside(page, "[part~=verdict]").textContent(), "1 处矛盾");
  const size = await inside(page, "[part~=verdict]").evaluate((element) => getComputedStyle(element).fontSize);
  const colour = await inside(page, ".severity").first().evaluate((element) => getComputedStyle(element).color);
  assert.deepEqual([size, colour], ["30px", "rgb(128, 0, 128)"]);
});

on("/", "a finding shows its equation, its cells in the rebuilt table, and is announced to the host", async ({ page }) => {
  await page.evaluate(() => {
    globalThis.events = [];
    for (const name of ["gouji-checked", "gouji-finding-selected", "gouji-change", "gouji-ready"]) {
      document.addEventListener(name, ({ detail }) => events.push([name, JSON.parse(JSON.stringify(detail))]));
    }
  });
  const answer = await set(page, report);
  assert.equal(answer.coverage.equations_checked, 44);
  assert.equal(await inside(page, "table").count(), 3);
  assert.equal(await inside(page, "td").count(), 200);
  assert.match(await inside(page, "[part~=counts]").textContent(), /^表内等式 43\/44( ·|$)/);
  assert.match(await inside(page, "[part~=equation]").textContent(), /^1.*\+ 1.*另有 2 项为 0 或空白= 2≠1.*差 1/s);
  assert.match(await inside(page, "[part~=equation]").textContent(), /结果维持.*总计/s);
  await inside(page, "[part~=finding] > button").click();
  const marked = (kind) => inside(page, `td.${kind}`).evaluateAll((cells) => cells.map((cell) => cell.dataset.cell));
  assert.deepEqual(await marked("left"), ["upheld", "corrected", "other", "pending"].map((key) => `t4.direct.${key}`));
  assert.deepEqual(await marked("right"), ["t4.direct.total"]);
  const events = await page.evaluate(() => events);
  const [, checked] = events.find(([name]) => name === "gouji-checked");
  assert.equal(checked.schema, "gouji/1");
  assert.deepEqual(events.at(-1), ["gouji-finding-selected", answer.findings[0]]);
});

on("/", "a correction changes its figure and nothing else, and is one step back", async ({ page }) => {
  const answer = await set(page, report);
  const { start, end } = answer.report.cells["t4.direct.total"].place;
  assert.equal(report.slice(start, end), "1");
  const corrected = `${report.slice(0, start)}2${report.slice(end)}`;
  const state = () => page.evaluate(() => ((c) => [c.value, c.findings.length])(document.querySelector("gouji-checker")));
  const apply = (changes) => page.evaluate((changes) => document.querySelector("gouji-checker").apply({ changes }), changes);
  await apply([{ cell: "t4.direct.total", from: 1, to: 2 }]);
  assert.deepEqual(await state(), [corrected, 0]);
  assert.match(await inside(page, "[part~=verdict]").textContent(), /^已核对部分未发现矛盾$/);
  await page.evaluate(() => document.querySelector("gouji-checker").undo());
  assert.deepEqual(await state(), [report, 1]);
  await page.evaluate(() => document.querySelector("gouji-checker").redo());
  assert.deepEqual(await state(), [corrected, 0]);
  assert.equal(await apply([{ cell: "t9.none", from: 1, to: 2 }]), null);
  assert.deepEqual(await state(), [corrected, 0]);
});

on("/", "a blank cell is filled in where it stands", async ({ page }) => {
  const { start, end } = (await set(page, report)).report.cells["t4.direct.total"].place;
  for (const blank of ["", "&nbsp;", "<br>", "\n "]) {
    const holed = report.slice(0, start) + blank + report.slice(end);
    const answer = await set(page, holed);
    const cell = answer.report.cells["t4.direct.total"];
    assert.deepEqual([cell.value, cell.raw], [null, ""], blank);
    const value = await page.evaluate(async () => {
      const checker = document.querySelector("gouji-checker");
      await checker.apply({ changes: [{ cell: "t4.direct.total", from: null, to: 2 }] });
      return checker.value;
    });
    assert.equal(value, `${report.slice(0, start)}2${blank}${report.slice(end)}`);
  }
});

on("/", "words around a figure stay, and tags inside it", async ({ page }) => {
  const { start, end } = (await set(page, report)).report.cells["t4.direct.total"].place;
  for (const [written, to, expected] of [
    ["<b>1</b>件", 12, "<b>12</b>件"],
    ["<span>1</span><span>2</span>", 7, "<span>7</span><span></span>"],
    ["１，０２４ 件", 3, "3 件"],
    ["<p>/</p>", 3, "<p>3</p>"],
  ]) {
    await set(page, report.slice(0, start) + written + report.slice(end));
    const value = await page.evaluate(async (to) => {
      const checker = document.querySelector("gouji-checker");
      await checker.apply({ changes: [{ cell: "t4.direct.total", from: 1, to }] });
      return checker.value;
    }, to);
    assert.equal(value.slice(start, start + expected.length), expected);
    assert.equal(value.length, report.length - (end - start) + expected.length);
  }
});

on("/two", "two elements know nothing of each other", async ({ page }) => {
  await set(page, report, 0);
  await set(page, clean, 1);
  assert.match(await inside(page, "[part~=verdict]", 0).textContent(), /1 处矛盾/);
  assert.match(await inside(page, "[part~=verdict]", 1).textContent(), /^no contradiction in what was checked$/);
  assert.equal(await inside(page, "table", 1).count(), 0);
  assert.equal(page.workers().length, 1);
});

on("/", "removed and added again it works, and leaves nothing behind", async ({ page, context }) => {
  await set(page, report);
  await page.evaluate(() => {
    const checker = document.querySelector("gouji-checker");
    checker.remove();
    document.body.append(checker);
  });
  assert.equal((await set(page, report)).findings.length, 1);
  await page.evaluate(async (report) => {
    for (let i = 0; i < 50; i += 1) {
      const checker = document.createElement("gouji-checker");
      document.body.append(checker);
      checker.value = report;
      // Half of them go while they are at work.
      if (i % 2) await checker.check();
      checker.remove();
    }
  }, report);
  const session = await context.newCDPSession(page);
  const alive = async () => {
    await session.send("HeapProfiler.collectGarbage");
    const { result } = await session.send("Runtime.evaluate", { expression: "customElements.get('gouji-checker').prototype" });
    const { objects } = await session.send("Runtime.queryObjects", { prototypeObjectId: result.objectId });
    const { result: count } = await session.send("Runtime.callFunctionOn", { objectId: objects.objectId, functionDeclaration: "function () { return this.length }", returnByValue: true });
    return count.value;
  };
  // What is out of reach is collected in its time; what is within reach never is.
  let left = await alive();
  for (let tries = 0; left > 1 && tries < 50; tries += 1) left = await alive();
  assert.equal(left, 1);
});

on("/", "moved during a check it shows the verdict on the value that was asked about, and is not busy for ever", async ({ page }) => {
  await set(page, clean);
  const seen = await page.evaluate(async (report) => {
    const checker = document.querySelector("gouji-checker");
    checker.value = report;
    const asked = checker.check();
    const place = document.createElement("div");
    document.body.append(place);
    place.append(checker);
    const { findings } = await asked;
    return [findings.length, checker.findings.length, checker.hasAttribute("busy")];
  }, report);
  assert.deepEqual(seen, [1, 1, false]);
  // Taken out while it is at work and put back later, it checks what was not checked.
  const back = await page.evaluate(async (clean) => {
    const checker = document.querySelector("gouji-checker");
    checker.value = clean;
    const asked = checker.check().catch(({ code }) => code);
    const place = checker.parentElement;
    checker.remove();
    const code = await asked;
    const busy = checker.hasAttribute("busy");
    const checked = new Promise((resolve) => checker.addEventListener("gouji-checked", resolve, { once: true }));
    place.append(checker);
    await checked;
    return [code, busy, checker.findings.length, checker.hasAttribute("busy")];
  }, clean);
  assert.deepEqual(back, ["aborted", false, 0, false]);
});

on("/", "disabled by its fieldset it stays so, whatever is drawn", async ({ page }) => {
  await page.evaluate(() => {
    const form = document.createElement("form");
    form.innerHTML = "<fieldset disabled><gouji-checker></gouji-checker></fieldset>";
    document.body.replaceChildren(form);
  });
  const inert = () => inside(page, "[part~=root]").evaluate((root) => root.hasAttribute("inert"));
  assert.equal(await inert(), true);
  await set(page, report);
  assert.equal(await inert(), true);
  await page.evaluate(() => document.querySelector("fieldset").removeAttribute("disabled"));
  assert.equal(await inert(), false);
});

on("/", "a copied table has every figure under its head in plain text, and no blank for a figure that is there", async ({ page }) => {
  await set(page, report);
  const [lines, cells] = await page.evaluate(async () => {
    const { tableText, writtenIn } = await import("/gouji/copy.js");
    const { forms } = await import("/gouji/index.js");
    await (await import("/gouji/index.js")).init();
    const { cells } = document.querySelector("gouji-checker").result.report;
    const unplaced = new Set(["t3.granted.natural"]);
    return [tableText(forms().t3[2021], writtenIn(cells, unplaced)).split("\n").map((line) => line.split("\t")), cells];
  });
  assert.equal(new Set(lines.map(({ length }) => length)).size, 1, JSON.stringify(lines.map(({ length }) => length)));
  const row = lines.find((line) => line.some((text) => text.includes("（一）予以公开")));
  assert.equal(row.at(-7), "？");
  assert.equal(row.at(-1), cells["t3.granted.total"].raw);
});

on("/", "headline, counts and severities are the library's, in either language", async ({ page }) => {
  for (const lang of ["zh", "en"]) {
    await page.evaluate((lang) => document.querySelector("gouji-checker").setAttribute("lang", lang), lang);
    const { verdict, findings, causes } = await set(page, report);
    assert.equal(verdict.class, "contradictions");
    assert.equal(await inside(page, "[part~=verdict]").textContent(), verdict.headline);
    assert.ok((await inside(page, "[part~=counts]").textContent()).startsWith(verdict.ledgers));
    const words = await inside(page, "[data-cause] .severity").allTextContents();
    const labels = causes.map(({ severity }) => findings.find((finding) => finding.severity === severity).label);
    assert.deepEqual(words.map((word) => word.trim().replace(/^\S+ /, "")), labels);
  }
});

on("/", "the worst class sets the headline: prose against a table is no clean report", async ({ page }) => {
  const { start, end } = (await set(page, clean)).claims.find(({ agrees }) => agrees).figure.place;
  const { verdict } = await set(page, `${clean.slice(0, start)}987${clean.slice(end)}`);
  assert.equal(verdict.class, "mismatches");
  assert.match(await inside(page, "[part~=verdict]").textContent(), /^表内相符；正文 1 处不一致/);
  assert.match(await inside(page, "[part~=counts]").textContent(), /正文 (\d+)\/(?!\1\b)\d+/);
  assert.equal(await inside(page, "[data-cause]").count(), 1);
});

on("/", "where the prose and the table disagree either is changed in one press, and undone", async ({ page }) => {
  const claim = (await set(page, clean)).claims.find(({ agrees, cells, figure }) => agrees && cells.length === 1 && /^\d+$/.test(figure.text));
  const { start, end } = claim.figure.place;
  const wrong = `${clean.slice(0, start)}987${clean.slice(end)}`;
  const { causes } = await set(page, wrong);
  const ways = causes.find(({ ways_out: ways }) => ways?.table?.to === 987).ways_out;
  assert.deepEqual([ways.table.cell, ways.text.from, ways.text.to], [claim.cells[0], "987", String(claim.value)]);
  assert.equal(wrong.slice(ways.text.place.start, ways.text.place.end), "987");
  const card = inside(page, "[data-cause]").filter({ hasText: ways.lead });
  const value = () => page.evaluate(() => document.querySelector("gouji-checker").value);
  await card.locator("[data-repair$='.table']").click();
  await inside(page, `td[data-cell="${ways.table.cell}"][data-state~=changed]`).waitFor();
  assert.match(await value(), />\s*987\s*</, "the table has the prose's figure");
  await inside(page, "[part~=undo]").click();
  await card.locator("[data-repair$='.text']").click();
  await inside(page, ".strip.clean").waitFor();
  assert.equal(await value(), clean, "only the figure of the sentence was changed");
  await page.evaluate(() => document.querySelector("gouji-checker").setAttribute("readonly", ""));
  await set(page, wrong);
  assert.equal(await inside(page, "[data-repair]").count(), 0, "who may only read gets both figures and no button");
  await page.evaluate(() => document.querySelector("gouji-checker").removeAttribute("readonly"));
});

on("/", "one slip is one card, which leads with the change; cells say what they are", async ({ page }) => {
  const { start, end } = (await set(page, clean)).report.cells["t3.granted.natural"].place;
  const slipped = `${clean.slice(0, start)}${Number(clean.slice(start, end)) + 500}${clean.slice(end)}`;
  const answer = await set(page, slipped);
  assert.ok(answer.findings.filter(({ severity }) => severity === "error").length > 1, "a slip in a row and a column");
  assert.equal(answer.causes.length, 1);
  const card = inside(page, '[data-cause="c1"]');
  assert.match(await card.locator(".head").textContent(), new RegExp(`${Number(clean.slice(start, end)) + 500} → ${clean.slice(start, end)}`));
  assert.equal(await card.locator("[part~=equation]").count(), answer.causes[0].findings.length);
  const cell = inside(page, '[data-cell="t3.granted.natural"]');
  const states = async () => ((await cell.getAttribute("data-state")) ?? "").split(" ").sort();
  assert.deepEqual(await states(), ["change", "fails"]);
  // F8 goes to the card, Tab to its correction.
  await inside(page, "textarea").focus();
  await page.keyboard.press("F8");
  await page.keyboard.press("Tab");
  const focused = () => page.evaluate(() => document.querySelector("gouji-checker").shadowRoot.activeElement.dataset.repair);
  assert.equal(await focused(), String(answer.causes[0].repair));
  await page.keyboard.press("Enter");
  await inside(page, ".strip.clean").waitFor();
  assert.deepEqual(await states(), ["changed"]);
  assert.match(await inside(page, "[role=status]").textContent(), /已改正/);
  await inside(page, "[part~=undo]").click();
  await inside(page, ".strip.contradictions").waitFor();
  assert.deepEqual(await states(), ["change", "fails"]);
});

const shared = path.resolve(repository, "../shared");
for (const folder of ["seeds", "real"]) {
  const absent = !existsSync(path.join(shared, folder, "expected.json"));
  test(`published documents stand in a frame of 900 × 600: ${folder}`, { skip: absent && "they are not on this machine" }, async () => {
    const names = Object.keys(JSON.parse(await readFile(path.join(shared, folder, "expected.json"), "utf8")));
    const texts = names.filter((name) => existsSync(path.join(shared, folder, name)));
    assert.ok(texts.length > 0);
    for (const name of texts) {
      const { page, context } = await open(`${origin}/`, { viewport: { width: 900, height: 600 } });
      await page.waitForFunction(() => customElements.get("gouji-checker"));
      await set(page, await readFile(path.join(shared, folder, name), "utf8"));
      for (const selector of ["[data-repair]", "td[data-state~=change]"]) {
        const first = inside(page, selector).first();
        if ((await first.count()) === 0) continue;
        const box = await first.boundingBox();
        assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= 900 && box.y + box.height <= 600, `${name.slice(0, 12)}: ${selector} at ${JSON.stringify(box)}`);
      }
      await context.close();
    }
  });
}

const axe = readFileSync(createRequire(path.join(repository, "tests/e2e/package.json")).resolve("axe-core/axe.min.js"), "utf8");
for (const scheme of ["light", "dark"]) {
  on("/", `axe finds nothing in the element's cards, tables and strip: ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await set(page, report);
    await inside(page, "[data-repair]").first().waitFor();
    await page.evaluate(axe);
    const found = await page.evaluate(() => globalThis.axe.run("gouji-checker", { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
    assert.deepEqual(found.violations.map(({ id, nodes }) => [id, nodes[0].html]), []);
    assert.ok(found.passes.length > 5, "it was looked at");
  });
}

test("the first marked cell and the first correction stand in a frame of 900 × 600", async () => {
  for (const where of ["t3.granted.natural", "t3.total.total", "t3.carried_out.total", "t4.direct.total", "t4.review.upheld"]) {
    const { page, context } = await open(`${origin}/`, { viewport: { width: 900, height: 600 } });
    await page.waitForFunction(() => customElements.get("gouji-checker"));
    const place = (await set(page, clean)).report.cells[where]?.place;
    if (!place) throw new Error(`the sample has no ${where}`);
    await set(page, `${clean.slice(0, place.start)}777${clean.slice(place.end)}`);
    for (const selector of [".strip [part~=verdict]", "[data-cause] .choose", "[data-repair]", "td[data-state~=change]"]) {
      const box = await inside(page, selector).first().boundingBox();
      assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= 900 && box.y + box.height <= 600, `${where}: ${selector} at ${JSON.stringify(box)}`);
    }
    assert.equal(await page.evaluate(() => scrollY), 0);
    // In the part of the tables that is not scrolled away, and under no head.
    const seen = await inside(page, "td[data-state~=change]").first().evaluate((cell) => {
      const { left, top, width, height } = cell.getBoundingClientRect();
      return cell.contains(cell.getRootNode().elementFromPoint(left + width / 2, top + height / 2));
    });
    assert.ok(seen, where);
    await context.close();
  }
});

on("/", "it is a control of its form", async ({ page }) => {
  await page.evaluate(() => {
    const form = document.createElement("form");
    form.innerHTML = '<gouji-checker name="report" block-on="error" mode="edit"></gouji-checker>';
    document.body.replaceChildren(form);
  });
  await set(page, report);
  const state = () => page.evaluate(() => {
    const form = document.querySelector("form");
    return [new FormData(form).get("report")?.length, form.checkValidity(), document.querySelector("gouji-checker").hasAttribute("invalid")];
  });
  assert.deepEqual(await state(), [report.length, false, true]);
  await set(page, clean);
  assert.deepEqual(await state(), [clean.length, true, false]);
  await page.evaluate(() => document.querySelector("form").reset());
  assert.deepEqual(await state(), [0, true, false]);
});

on("/", "pasting takes the table, runs nothing and asks for nothing", async ({ page, seen }) => {
  await set(page, "x");
  const before = seen.requests.length;
  const hostile = `<img src="${origin}/spy.png" onerror="globalThis.ran = 1"><link rel="stylesheet" href="${origin}/spy.css"><script>globalThis.ran = 1</script>`;
  await inside(page, "textarea").evaluate(
    (field, [html, text]) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/html", html);
      clipboardData.setData("text/plain", text);
      field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, composed: true, cancelable: true }));
    },
    [hostile + report, "青槐县"],
  );
  await inside(page, "td.error").first().waitFor();
  assert.equal(seen.requests.length, before);
  assert.equal(await page.evaluate(() => globalThis.ran), undefined);
  assert.equal(await inside(page, "img,script,link").count(), 0);
});

on("/", "F8 goes from finding to finding, and the language is one attribute", async ({ page }) => {
  await set(page, report);
  await inside(page, "textarea").focus();
  await page.keyboard.press("F8");
  assert.equal(await page.evaluate(() => document.querySelector("gouji-checker").selected), "f1");
  await page.evaluate(() => document.querySelector("gouji-checker").setAttribute("lang", "en"));
  await page.waitForFunction(() => /add up/.test(document.querySelector("gouji-checker").findings[0].message));
  assert.equal(await inside(page, "[part~=verdict]").textContent(), "1 contradiction");
});

on("/unset", "a host that unsets everything cannot reach inside", async ({ page }) => {
  await set(page, report);
  assert.equal(await inside(page, "td.error").first().evaluate((cell) => getComputedStyle(cell).display), "table-cell");
  assert.ok((await inside(page, "[part~=verdict]").boundingBox()).height > 10);
});

on("/strict", "no worker and no style allowed: it checks all the same", async ({ page }) => {
  assert.equal((await set(page, report)).findings.length, 1);
  assert.equal(page.workers().length, 0);
  assert.equal(await inside(page, ".cause").evaluate((item) => getComputedStyle(item).borderTopStyle), "solid");
}, { complains: true });

on("/no-wasm", "a page that forbids WebAssembly is told so", async ({ page }) => {
  await page.evaluate((report) => {
    document.querySelector("gouji-checker").value = report;
  }, report);
  await page.waitForFunction(() => /wasm-unsafe-eval/.test(document.querySelector("gouji-checker").shadowRoot.querySelector("[part~=verdict]").textContent));
  assert.ok(await inside(page, "[part~=retry]").isVisible());
}, { complains: true });

on("/", "last year's report beside this one: what was carried over must be carried in", async ({ page }) => {
  await set(page, clean);
  const { forms, carried } = await page.evaluate(() => {
    const { report } = document.querySelector("gouji-checker").result;
    return { forms: report.forms, carried: report.cells["t3.carried_out.natural"] };
  });
  assert.equal(forms.t3, "2021");
  const year = clean.match(/(20\d\d)年政府信息公开工作年度报告/)[1];
  const { start, end } = carried.place;
  const earlier = `${clean.slice(0, start)}77${clean.slice(end)}`.replaceAll(year, String(year - 1));
  const rules = await page.evaluate(async (prior) => {
    const checker = document.querySelector("gouji-checker");
    checker.prior = prior;
    const { findings } = await checker.check();
    return findings.map(({ rule }) => rule);
  }, earlier);
  assert.ok(rules.includes("prior.carry"), JSON.stringify(rules));
  assert.match(await inside(page, "[part~=list]").textContent(), /77/);
});

on("/", "what is no report gets the sentence for it", async ({ page }) => {
  assert.equal((await set(page, "各位同事：会议改到下周一。")).error.code, "not_a_report");
  assert.match(await inside(page, "[part~=verdict]").textContent(), /没有找到/);
  assert.equal(await inside(page, "table").count(), 0);
});

test("a copied table has its borders and merged cells and nothing else; on http as well", async () => {
  for (const [name, init] of [["clipboard", undefined], ["event", () => Object.defineProperty(navigator, "clipboard", { value: undefined })]]) {
    const { page, context } = await open(`${origin}/`, { permissions: ["clipboard-read", "clipboard-write"], init });
    await page.waitForFunction(() => customElements.get("gouji-checker"));
    await set(page, report);
    await inside(page, '[part~=copy][data-table="t3"]').click();
    await page.waitForFunction(() => /已复制/.test(document.querySelector("gouji-checker").shadowRoot.querySelector("[role=status]").textContent));
    const other = await context.newPage();
    await other.goto(`${origin}/report.html`);
    await other.bringToFront();
    const html = await other.evaluate(async () => (await (await navigator.clipboard.read())[0].getType("text/html")).text());
    const seen = await other.evaluate((html) => {
      const page = new DOMParser().parseFromString(html, "text/html");
      const cells = [...page.querySelectorAll("td,th")];
      return {
        rows: page.querySelectorAll("tr").length,
        figures: cells.filter((cell) => /^\d+$/.test(cell.textContent)).length,
        bare: cells.filter((cell) => !/border/.test(cell.getAttribute("style"))).length,
        spans: [page.querySelector("[rowspan='22']")?.textContent, cells[0].getAttribute("colspan")],
        marks: page.querySelectorAll("table [class],table [id],img,script,a").length + /data-|https?:/.test(html.match(/<table[^]*<\/table>/)[0]),
      };
    }, html);
    assert.deepEqual(seen, { rows: 28, figures: 175, bare: 0, spans: ["三、本年度办理结果", "3"], marks: 0 }, name);
    await context.close();
  }
});
