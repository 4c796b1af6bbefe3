// For everyone: axe-core finds nothing on any screen, whatever the look and the language; keys, help, links, ignoring, drafts.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { openPage, openSample, pasteEvent, setting, until, withPage } from "./harness.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const broken = readFileSync(new URL("../../crates/app/samples/contradictions-2021.html", import.meta.url), "utf8");

const clean = readFileSync(new URL("../../crates/app/samples/clean-2021.html", import.meta.url), "utf8");

const screens = {
  empty: async () => {},
  findings: async (page) => {
    await openSample(page, 0);
    await page.locator("#finding-0").click();
    await page.locator(".out > summary").click();
  },
  clean: (page) => openSample(page, 1),
  editing: async (page) => {
    await openSample(page, 1);
    await page.locator("#toggle-sums").click();
    await page.locator("[data-cell='t3.received.total']").focus();
    await page.keyboard.type("99");
    await page.keyboard.press("Enter");
    await page.locator("[data-cell='t3.total.total']").click();
    await page.locator("[data-cell='t3.granted.natural']").focus();
    await page.keyboard.press("F2");
  },
  beside: async (page) => {
    await openSample(page, 0);
    for (const toggle of ["prior", "flow", "source-view"]) await page.locator(`#toggle-${toggle}`).click();
    await pasteEvent(page, "#prior-source", { html: broken.replace("14407", "407").replaceAll("2023", "2022") });
    await page.locator("#prior-changes").waitFor();
    await page.locator("#finding-0").click();
  },
  ignored: async (page) => {
    await openSample(page, 0);
    await page.locator("#finding-0").click();
    await page.getByRole("button", { name: /仅忽略这一处|僅忽略這一處|Ignore this one/ }).click();
    await page.locator(".ignored > summary").click();
  },
  failed: async (page) => {
    await page.locator("#source").fill("床前明月光");
    await page.locator(".failure").waitFor();
  },
  files: async (page) => {
    await page.locator("input.choose-file").setInputFiles(
      [["甲.html", broken], ["乙.txt", "床前明月光"]].map(([name, text]) => ({ name, mimeType: "", buffer: Buffer.from(text) })),
    );
    await page.locator("[data-make='list-csv']").waitFor();
  },
  blank: async (page) => {
    await page.locator(".blank-form").click();
    await page.locator("#verdict").waitFor();
  },
  prose: async (page) => {
    await pasteEvent(page, "#source", { html: clean.replace("予以公开24件", "予以公开42件") });
    await page.locator(".prose-to").waitFor();
    await page.locator(".see-source").click();
    await page.locator(".source-text p").first().waitFor();
  },
  done: async (page) => {
    await openSample(page, 0);
    await page.locator("[data-repair]").first().click();
    await page.locator(".done").waitFor();
  },
  linked: async (page) => {
    await page.evaluate(() => { location.hash = "#f=t4.total@t4.direct.total"; });
    await page.locator("#link-waits").waitFor();
  },
  help: async (page) => {
    await page.keyboard.press("?");
    await page.locator("#help").waitFor();
  },
};

const level = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe-core finds, of all its rules or of some. */
const axeFinds = async (page, rules) => {
  await page.evaluate(axe);
  return page.evaluate(
    async ([level, rules]) => {
      const runOnly = rules ? { type: "rule", values: rules } : { type: "tag", values: level };
      const { violations } = await globalThis.axe.run(document, { runOnly, resultTypes: ["violations"], elementRef: false });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary}`).join(" | ")}`);
    },
    [level, rules],
  );
};

/** By how much the page is too wide: nothing scrolls sideways but tables. */
const tooWide = (page) =>
  page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    return wide > 0 ? [`${wide} pixels too wide`] : [];
  });

/** What WCAG 1.4.12 lets a reader ask for, on top of the page's own styles. */
const spacing = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }`;

/** The page's policy refuses a style element of the reader's, as it should; a constructed sheet it does not see. */
const restyle = (page, css) =>
  page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }, css);

/** What a person cannot read: text that is cut off, that leaves the box drawn around it, or that lies over other text. */
const unreadable = async (page) => [...(await tooWide(page)), ...(await coveredOrCut(page))];

const coveredOrCut = (page) =>
  page.evaluate(() => {
    const name = (element) => `${element.tagName.toLowerCase()}.${element.className?.baseVal ?? element.className}`;
    const isShown = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".visually-hidden, .skip, option");
    const dialog = document.querySelector("dialog[open]");
    const clips = (style) => style.overflowX !== "visible" || style.overflowY !== "visible";
    const texts = [];
    const walker = document.createTreeWalker(dialog ?? document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const [text, element] = [walker.currentNode, walker.currentNode.parentElement];
      if (!text.data.trim() || !isShown(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      // What lies under what is fixed or sticks comes out when the page is scrolled.
      const layers = [];
      const edges = [];
      for (let outer = element; outer && outer !== document.documentElement; outer = outer.parentElement) {
        const style = getComputedStyle(outer);
        if (["fixed", "sticky"].includes(style.position) || outer.matches(".menu-body")) layers.push(outer);
        if (outer !== document.body && clips(style)) edges.push([outer, style]);
      }
      for (const rect of range.getClientRects()) {
        if (rect.width < 1 || rect.height < 1) continue;
        let [left, top, right, bottom] = [rect.left, rect.top, rect.right, rect.bottom];
        let cut = false;
        for (const [outer, style] of edges) {
          const box = outer.getBoundingClientRect();
          // What a region scrolls to is not lost.
          const scrolls = (overflow) => overflow === "auto" || overflow === "scroll";
          const lost = (overflow, over) => over > 2 && !scrolls(overflow);
          cut ||= lost(style.overflowX, Math.max(box.left - left, right - box.right)) || lost(style.overflowY, Math.max(box.top - top, bottom - box.bottom));
          [left, top, right, bottom] = [Math.max(left, box.left), Math.max(top, box.top), Math.min(right, box.right), Math.min(bottom, box.bottom)];
        }
        texts.push({ text: text.data.trim().slice(0, 20), element, layer: layers[0], cut, left, top, right, bottom });
      }
    }
    const found = [];
    for (const one of texts) {
      if (one.cut) found.push(`cut: ${name(one.element)} ${one.text}`);
      const framed = one.element.closest("button, summary, label.button, td, th, .notice, .tag-swing, kbd");
      if (framed && one.right > one.left && one.bottom > one.top) {
        const box = framed.getBoundingClientRect();
        if (Math.max(box.left - one.left, one.right - box.right, box.top - one.top, one.bottom - box.bottom) > 3) found.push(`beyond its box: ${name(framed)} ${one.text}`);
      }
    }
    const shown = texts.filter(({ left, top, right, bottom }) => right - left > 1 && bottom - top > 1).sort((a, b) => a.top - b.top);
    shown.forEach((one, index) => {
      for (let next = index + 1; next < shown.length && shown[next].top < one.bottom; next += 1) {
        const other = shown[next];
        if (other.layer !== one.layer || other.element.contains(one.element) || one.element.contains(other.element)) continue;
        const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        // The box of a line is higher than its characters.
        const line = Math.min(one.bottom - one.top, other.bottom - other.top);
        if (width > 2 && height > line / 3) found.push(`over each other: ${name(one.element)} ${one.text}, ${name(other.element)} ${other.text}`);
      }
    });
    return [...new Set(found)];
  });

const [wide, narrow] = [{ width: 1280, height: 720 }, { width: 320, height: 640 }];
const colours = (page, rest) => page.emulateMedia({ colorScheme: "light", forcedColors: "none", ...rest });
const large = (page, is) => page.evaluate((is) => (is ? (document.documentElement.dataset.size = "large") : delete document.documentElement.dataset.size), is);
const sizes = ["target-size", "color-contrast", "scrollable-region-focusable"];

/** Each screen, reached anew in each language, and seen there in each look: what a look does, and what is asked then. What changes colours
 *  or sizes alone is asked about these. */
const visits = {
  "简体中文": {
    looks: {
      light: [null, axeFinds],
      dark: [(page) => colours(page, { colorScheme: "dark" }), (page) => axeFinds(page, ["color-contrast"])],
      "forced colours": [(page) => colours(page, { forcedColors: "active" }), (page) => axeFinds(page, ["color-contrast"])],
      "1280 pixels at 200 %": [async (page) => { await colours(page, {}); await page.setViewportSize({ width: 640, height: 360 }); }, tooWide],
      "1280 pixels at 400 %": [(page) => page.setViewportSize({ width: 320, height: 256 }), tooWide],
      narrow: [(page) => page.setViewportSize(narrow), async (page) => [...(await tooWide(page)), ...(await axeFinds(page, sizes))]],
      large: [async (page) => { await page.setViewportSize(wide); await large(page, true); }, (page) => axeFinds(page, sizes)],
      "large, the reader's spacing": [(page) => restyle(page, spacing), unreadable],
      "the reader's spacing": [(page) => large(page, false), unreadable],
      "narrow, the reader's spacing": [(page) => page.setViewportSize(narrow), unreadable],
    },
  },
  English: { press: "English", looks: { light: [null, axeFinds], "the reader's spacing": [(page) => restyle(page, spacing), unreadable] } },
  // Reached on a small screen, not only seen there.
  "繁體中文": { press: "繁體中文", viewport: narrow, looks: { narrow: [null, async (page) => [...(await tooWide(page)), ...(await axeFinds(page))]] } },
};

for (const [screen, reach] of Object.entries(screens)) {
  test(`axe finds nothing, and nothing is too wide, cut off or covered: ${screen}`, async () => {
    const found = [];
    for (const [language, { press, viewport = wide, looks }] of Object.entries(visits)) {
      const { context, page } = await openPage({ reducedMotion: "reduce", viewport });
      if (press) await setting(page, press);
      await reach(page);
      for (const [look, [see, ask]] of Object.entries(looks)) {
        await see?.(page);
        found.push(...(await ask(page)).map((words) => `${language}, ${look}: ${words}`));
      }
      await context.close();
    }
    assert.deepEqual(found, []);
  });
}

test("axe does find what is wrong: the check can fail", async () => {
  const { context, page } = await openPage();
  await page.evaluate(axe);
  await page.evaluate(() => {
    document.querySelector("#source").labels.forEach((label) => label.removeAttribute("for"));
    document.querySelector("#source").removeAttribute("placeholder");
    document.querySelector("h1").style.color = "#e8e8e8";
  });
  const { violations } = await page.evaluate(() => globalThis.axe.run(document));
  const ids = violations.map(({ id }) => id);
  assert.ok(ids.includes("label") && ids.includes("color-contrast"), ids.join());
  await context.close();
});

test("what is cut off, too wide or covered is seen: the check can fail", async () => {
  const { context, page } = await openPage({ reducedMotion: "reduce" });
  await screens.findings(page);
  await restyle(page, spacing);
  assert.deepEqual(await unreadable(page), []);
  await restyle(page, ".finding { height: 1.2rem; overflow: hidden } .counts li + li { margin-left: -5rem } .button { height: 0.5rem; min-height: 0 !important } .verdict { min-width: 200vw }");
  const found = (await unreadable(page)).join("\n");
  for (const kind of [/^cut: .*finding/m, /^beyond its box: button/m, /^over each other/m, /pixels too wide/]) assert.match(found, kind);
  await context.close();
});

test("large text is 18 points and more, its lines wide, its targets large", withPage(async ({ page }) => {
  await setting(page, "大字");
  const { size, line } = await page.evaluate(() => {
    const style = getComputedStyle(document.body);
    return { size: Number.parseFloat(style.fontSize), line: Number.parseFloat(style.lineHeight) };
  });
  assert.ok(size >= 24, `${size} px`);
  assert.ok(line / size >= 1.5);
  await openSample(page, 0);
  const low = () => page.locator(".button:visible").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height).filter((height) => height < 60));
  // A button that is about to go has no height when it is gone.
  await until(async () => assert.deepEqual(await low(), []));
}));

// With a mouse a row of the tables is 20 pixels high, so that table 3 is seen at once; the terms of its equations and the arrows
// lead to each cell as well.
for (const [name, least, options] of [["a mouse", 19.5, {}], ["a finger", 24, { hasTouch: true, isMobile: true, viewport: { width: 390, height: 780 } }]]) {
  test(`targets are 24 pixels at least, cells ${least} for ${name}`, withPage(async ({ page }) => {
    await openSample(page, 0);
    await page.locator("#finding-0").click();
    const small = await page.locator("button:visible, summary:visible, [data-cell]").evaluateAll(
      (all, least) =>
        all
          .map((one) => [one, one.getBoundingClientRect(), one.matches("[data-cell]") ? least : 24])
          .filter(([, { width, height }, least]) => width < 24 || height < least)
          .map(([one]) => one.className),
      least,
    );
    assert.deepEqual(small, []);
  }, options));
}

test("dark and light against the browser, and forced colours keep signs and borders", withPage(async ({ page }) => {
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await setting(page, "深色");
  const dark = await paper();
  assert.notEqual(dark, light);
  await setting(page, "深色");
  await until(async () => assert.equal(await paper(), light));
  await page.emulateMedia({ forcedColors: "active" });
  await openSample(page, 0);
  await page.locator("#finding-0").click();
  await until(async () => assert.equal(await page.locator("[data-cell='t4.direct.total'] .sign").innerText(), "≠"));
  await until(async () => assert.equal(await page.locator("[data-cell='t4.direct.total'] .badge").innerText(), "="));
  assert.notEqual(await page.locator("[data-cell='t4.direct.total']").evaluate((cell) => getComputedStyle(cell).outlineStyle), "none");
}));

test("traditional Chinese: the page's words change, the form's and the report's do not", withPage(async ({ page }) => {
  await openSample(page, 0);
  const caption = await page.locator(".form-t3 .caption").evaluate((one) => one.firstChild.textContent);
  await setting(page, "繁體中文");
  await until(async () => assert.equal(await page.locator("html").getAttribute("lang"), "zh-Hant"));
  await until(async () => assert.match(await page.locator("#verdict").innerText(), /1 處矛盾/));
  await until(async () => assert.equal(await page.locator(".form-t3 .caption").evaluate((one) => one.firstChild.textContent), caption));
  await page.locator("#finding-0").click();
  await until(async () => assert.match(await page.locator("#detail").innerText(), /左邊.*右邊.*差 1：左邊比右邊多 1/s));
}));

test("help by ?, from the rules themselves, and back where the keyboard was", withPage(async ({ page }) => {
  await openSample(page, 0);
  await page.locator("#finding-0").focus();
  await page.keyboard.press("?");
  const help = page.locator("#help");
  await help.waitFor();
  assert.ok(await help.evaluate((dialog) => dialog.contains(document.activeElement)));
  for (const rule of ["t3.balance", "t4.total", "cell.format", "year.mismatch"]) assert.equal(await help.locator(`[data-rule='${rule}']`).count(), 1, rule);
  assert.match(await help.innerText(), /Ctrl\+Z.*国办公开办函〔2021〕30号/s);
  await page.keyboard.press("Escape");
  await help.waitFor({ state: "detached" });
  await until(async () => assert.equal(await page.evaluate(() => document.activeElement.id), "finding-0"));
}));

test("what is ignored is counted, listed, left out of F8 and comes back; the ledgers count it all the same", withPage(async ({ page }) => {
  await openSample(page, 0);
  const counts = () => page.locator(".count-tables, .count-ignored").allInnerTexts();
  await until(async () => assert.deepEqual(await counts(), ["表内等式 43/44"]));
  await page.locator("#finding-0").click();
  await page.getByRole("button", { name: "仅忽略这一处" }).click();
  await until(async () => assert.deepEqual(await counts(), ["表内等式 43/44", "已忽略 1"]));
  await until(async () => assert.match(await page.locator("#verdict").innerText(), /您忽略了 1 条/));
  await until(async () => assert.equal(await page.locator(".verdict-clean").count(), 0, "what is ignored is never clean"));
  await page.keyboard.press("F8");
  await until(async () => assert.match(await page.locator("#live").innerText(), /没有需要查看的问题/));
  await page.locator(".ignored > summary").click();
  await page.getByRole("button", { name: "全部恢复", exact: true }).click();
  await until(async () => assert.deepEqual(await counts(), ["表内等式 43/44"]));
  await page.locator("#finding-0").click();
  await page.getByRole("button", { name: "忽略本次全部同类" }).click();
  await until(async () => assert.equal(await page.locator(".ignored li").count(), 1));
  await page.getByRole("button", { name: "换一份年报" }).click();
  await openSample(page, 0);
  await until(async () => assert.equal(await page.locator(".ignored").count(), 0, "another report starts anew"));
}));

test("a link names a finding by rule and cell, and nothing of the report", async () => {
  const { context, page, seen } = await openPage({ path: "#f=t4.total@t4.direct.total" });
  await openSample(page, 0);
  await until(async () => assert.equal(await page.locator(".finding-chosen").count(), 1));
  await until(async () => assert.equal(await page.evaluate(() => document.activeElement.dataset.cell), "t4.direct.upheld"));
  await page.evaluate(() => { location.hash = "#f=t3.balance@nothing"; });
  await page.locator("#notice").waitFor();
  await until(async () => assert.match(await page.locator("#notice").innerText(), /不在这份年报的结果里/));
  await page.locator(".link-here").click();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await until(async () => assert.match(await copied(), /^http[^#]*#f=t4\.total@t4\.direct\.total$/));
  assert.deepEqual(seen.errors, []);
  await context.close();
});

test("nothing is stored unless asked for; a kept draft comes back after a reload and is deleted whole", withPage(async ({ page, seen }) => {
  const stored = () => page.evaluate(() => Object.keys(localStorage));
  await pasteEvent(page, "#source", { html: broken });
  await page.locator("#verdict").waitFor();
  await page.locator("[data-cell='t4.direct.total']").focus();
  await page.keyboard.type("2");
  await page.keyboard.press("Enter");
  await until(async () => assert.deepEqual(await stored(), []));
  await setting(page, "#keep-draft");
  await until(async () => assert.equal((await stored()).length, 4));
  await page.reload();
  await page.waitForSelector("html[data-ready][data-warm]", { state: "attached" });
  await page.getByRole("button", { name: "打开草稿" }).click();
  await page.locator("#verdict").waitFor();
  await until(async () => assert.equal(await page.locator("[data-cell='t4.direct.total'] .value").innerText(), "2"));
  await until(async () => assert.match(await page.locator(".folded-about").innerText(), /本机的草稿/));
  await setting(page, "#delete-draft");
  await until(async () => assert.deepEqual(await stored(), []));
  seen.requests.length = 0; // The reload.
}));
