// Files, chosen and dropped: what other programs saved is read with every cell right, what cannot be read is named, and the
// readers are asked for only then.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { allCells, isViewer, isWorker, openPage, until, withPage } from "./harness.mjs";

const file = (name) => readFileSync(new URL(`../fixtures/files/${name}`, import.meta.url));
const sample = (name) => readFileSync(new URL(`../../crates/app/samples/${name}.html`, import.meta.url), "utf8");

/** What the page may ask its own server for, once such a file is opened. */
const readers = /\/(opener|gouji-opener)-[0-9a-f]{1,16}(\.js|_bg\.wasm)$/;

const choose = (page, name, buffer) =>
  page.locator(".choose-file").setInputFiles({ name, mimeType: "application/octet-stream", buffer });

async function drop(page, name, buffer) {
  const data = await page.evaluateHandle(
    ([name, bytes]) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0))], name));
      return data;
    },
    [name, buffer.toString("base64")],
  );
  await page.dispatchEvent("body", "dragover", { dataTransfer: data });
  await page.dispatchEvent("body", "drop", { dataTransfer: data });
}

/** Every cell in the order of the form, with its number as shown. */
async function cells(page) {
  return (await allCells(page)).evaluateAll((all) =>
    all.map((cell) => [cell.dataset.cell, Number.parseFloat(cell.querySelector(".value").textContent)]),
  );
}

/** The figures of the files that LibreOffice saved; crates/files/src/official.rs makes them. */
function official(ids) {
  const seen = {};
  return ids.map((id) => {
    const table = id.split(".")[0];
    const index = (seen[table] = (seen[table] ?? -1) + 1);
    return [id, id === "t2.fees.amount" ? 12.34567 : index * 7 + 1];
  });
}

/** As `withPage`, and the readers may be asked for, and what else is said. */
const withReaders = (body, { also = () => false, ...options } = {}) =>
  withPage(async (opened) => {
    await body(opened);
    const { requests } = opened.seen;
    for (const request of requests) assert.ok(readers.test(request) || isWorker(request) || also(request), request);
    requests.length = 0;
  }, options);

for (const put of [choose, drop]) {
  for (const kind of ["docx", "doc", "rtf", "odt", "xlsx", "xls", "ods"]) {
    test(`what LibreOffice saves as ${kind} is read cell by cell: ${put.name}`, withReaders(async ({ page, seen }) => {
      assert.deepEqual(seen.requests, []);
      await put(page, `年报.${kind}`, file(`libreoffice.${kind}`));
      await page.locator("#verdict").waitFor();
      const found = await cells(page);
      assert.ok(found.length > 150, `${found.length} cells`);
      assert.deepEqual(found, official(found.map(([id]) => id)));
      assert.equal(new Set(seen.requests).size, 3);
      const about = ["xlsx", "xls", "ods"].includes(kind) ? /按电子表格读取/ : /按文字文档读取/;
      await until(async () => assert.match(await page.locator(".folded-about").innerText(), about));
    }));
  }

  for (const name of ["pdf-chromium.pdf", "pdf-libreoffice.pdf", "made-report.ofd"]) {
    test(`the pages of ${name} are read cell by cell: ${put.name}`, withReaders(async ({ page }) => {
      await put(page, `年报.${name.slice(-3)}`, file(name));
      await page.locator("#verdict").waitFor();
      const wanted = file("pdf-report.cells").toString().trim().split("\n").map((line) => line.split(" "));
      assert.deepEqual(Object.fromEntries(await cells(page)), Object.fromEntries(wanted.map(([id, value]) => [id, Number(value)])));
    }));
  }
}

const text = "甲县2023年政府信息公开工作年度报告\n表在别处";

/** Types something, opens a file that cannot be read, and sees that the typed text and the page are as before. */
async function refused(page, name, buffer, message) {
  await page.locator("#source").fill(text);
  await choose(page, name, buffer);
  await page.locator("#notice").waitFor();
  const notice = await page.locator("#notice").innerText();
  assert.match(notice, message);
  assert.ok(notice.startsWith(`${name}：`));
  await until(async () => assert.equal(await page.locator("#reading").count(), 0));
  await until(async () => assert.equal(await page.locator("#source").inputValue(), text));
  await choose(page, "年报.html", Buffer.from(sample("contradictions-2021")));
  await page.locator(".finding[data-rule='t4.total']").waitFor();
  await page.getByRole("button", { name: "恢复上一份内容" }).click();
}

test("what is not read is named without the readers, and the page lives on", withPage(async ({ page }) => {
  await refused(page, "年报.doc", Buffer.from('<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>'), /旧版办公程序.*另存为.*\.docx/);
  await refused(page, "年报.caj", Buffer.from("CAJ\u0000\u0000\u0000\u0000"), /CAJ.*可以打开的是 \.docx、\.doc、\.wps/);
  await refused(page, "年报.rar", Buffer.from("Rar!\u001a\u0007\u0001\u0000"), /压缩包/);
  await refused(page, "半截.docx", file("libreoffice.docx").subarray(0, 4000), /损坏/);
  await refused(page, "空.txt", Buffer.alloc(0), /没有内容/);
}));

test("a locked, a torn and a mangled file are said by the readers, and the page lives on", withReaders(async ({ page }) => {
  await refused(page, "密码.pdf", file("pdf-locked-password.pdf"), /密码/);
  await refused(page, "半截.pdf", Buffer.from("%PDF-1.7\n1 0 obj\n<<"), /损坏/);
  await refused(page, "半截.xls", file("libreoffice.xls").subarray(0, 5000), /：/);
  const mangled = Buffer.from(file("libreoffice.docx"));
  mangled.fill(0x55, 200, 3000);
  await refused(page, "乱码.docx", mangled, /损坏/);
}));

test("a scanned pdf is told from one with text", withReaders(async ({ page }) => {
  const image = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n \nendstream";
  const draw = "q 500 0 0 700 0 0 cm /I Do Q";
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /XObject << /I 4 0 R >> >> >>",
    image,
    `<< /Length ${draw.length} >>\nstream\n${draw}\nendstream`,
  ];
  let pdf = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const at = pdf.length;
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = pdf.length;
  const entries = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  pdf += `xref\n0 6\n0000000000 65535 f \n${entries}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  await refused(page, "扫描件.pdf", Buffer.from(pdf, "latin1"), /扫描件.*没有可读取的文字/);
}));

/** A zip file whose members are stored. */
function zip(members) {
  const table = Array.from({ length: 256 }, (_, byte) => {
    for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
    return byte >>> 0;
  });
  const sum = (bytes) => ~bytes.reduce((crc, byte) => (crc >>> 8) ^ table[(crc ^ byte) & 255], -1) >>> 0;
  const local = [];
  const directory = [];
  let at = 0;
  for (const [name, content] of members) {
    const label = Buffer.from(name);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(0x800, 2);
    head.writeUInt32LE(sum(content), 10);
    head.writeUInt32LE(content.length, 14);
    head.writeUInt32LE(content.length, 18);
    head.writeUInt16LE(label.length, 22);
    local.push(Buffer.from("PK\u0003\u0004"), head, label, content);
    const offset = Buffer.alloc(14);
    offset.writeUInt32LE(at, 10);
    directory.push(Buffer.from("PK\u0001\u0002\u0014\u0000"), head, offset, label);
    at += 30 + label.length + content.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(members.length, 4);
  end.writeUInt16LE(members.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...local, ...directory, Buffer.from("PK\u0005\u0006"), end]);
}

test("a packed folder becomes a list of its reports, each by its content", withReaders(async ({ page }) => {
  const packed = zip([
    ["县局/甲.doc", file("libreoffice.doc")],
    ["县局/乙.html", Buffer.from(sample("contradictions-2021"))],
    ["县局/丙.png", Buffer.from("89504e470d0a1a0a0000000d", "hex")],
    ["__MACOSX/县局/._甲.doc", Buffer.from("x")],
  ]);
  await choose(page, "年报.zip", packed);
  await page.locator("#files").waitFor();
  await page.waitForFunction(() => /打不开这张图片/.test(document.querySelector("#files").textContent) && !/正在读取|等待/.test(document.querySelector("#files").textContent));
  const list = await page.locator("#files").textContent();
  for (const name of ["甲.doc", "乙.html", "丙.png"]) assert.ok(list.includes(name), list);
  assert.ok(!list.includes("MACOSX"), list);
}, { also: isViewer }));

test("a packed folder without a report says so", withReaders(async ({ page }) => {
  await refused(page, "空.zip", zip([["程序.exe", Buffer.from("x")]]), /没有内容/);
}));

test("saved pages and texts in every Chinese charset need no readers", withPage(async ({ page }) => {
  await choose(page, "utf16.html", Buffer.from(`\ufeff${sample("clean-2021")}`, "utf16le"));
  await page.locator(".verdict-clean").waitFor();
  // 总计 in Big5, with enough around it to tell.
  const big5 = Buffer.concat(Array.from({ length: 12 }, () => Buffer.from([0xc1, 0x60, 0xad, 0x70, 0x20])));
  await page.getByRole("button", { name: "换一份年报" }).click();
  await choose(page, "big5.txt", big5);
  await page.waitForFunction(() => document.querySelector("#source")?.value.startsWith("總計 總計"));
  const mht = [
    "From: <Saved by Blink>", "MIME-Version: 1.0", 'Content-Type: multipart/related; type="text/html"; boundary="b"', "", "--b",
    "Content-Type: text/html", "Content-Transfer-Encoding: base64", "", Buffer.from(sample("contradictions-2021")).toString("base64"), "--b--", "",
  ].join("\r\n");
  await choose(page, "年报.mht", Buffer.from(mht));
  await page.locator(".finding[data-rule='t4.total']").waitFor();
}));

test("reading can be cancelled, and a later file is read all the same", withReaders(async ({ page, context }) => {
  let go;
  const held = new Promise((resolve) => (go = resolve));
  await context.route("**/opener-*.js", async (route) => {
    await held;
    // The worker that asked is gone.
    await route.continue().catch(() => {});
  });
  await page.locator("#source").fill(text);
  // What is said of the typed text would else come after what is said of the file.
  await until(async () => assert.match(await page.locator("#live").innerText(), /没有找到/));
  await choose(page, "年报.docx", file("libreoffice.docx"));
  await page.locator("#reading", { hasText: "正在读取“年报.docx”……" }).waitFor();
  await until(async () => assert.match(await page.locator("#live").innerText(), /正在读取/));
  await page.getByRole("button", { name: "取消" }).click();
  await page.locator("#reading").waitFor({ state: "detached" });
  await until(async () => assert.match(await page.locator("#live").innerText(), /已取消读取/));
  go();
  await context.unroute("**/opener-*.js");
  await until(async () => assert.equal(await page.locator("#source").inputValue(), text));
  // What the cancelled file would still say comes before what is said of the next.
  await choose(page, "年报.xlsx", file("libreoffice.xlsx"));
  await page.locator(".folded-about", { hasText: "年报.xlsx" }).waitFor();
  await page.getByRole("button", { name: "恢复上一份内容" }).click();
  await until(async () => assert.equal(await page.locator("#source").inputValue(), text, "nothing came between"));
}));

/** Opens a page on whose worker `script` is put in place of the readers. */
async function withBroken(script, body) {
  const { context, page } = await openPage();
  try {
    await context.route("**/opener-*.js", (route) =>
      script === undefined
        ? route.fulfill({ status: 404, body: "" })
        : route.fulfill({ contentType: "text/javascript", body: script }),
    );
    await page.locator("#source").fill(text);
    await body(page);
    await until(async () => assert.equal(await page.locator("#source").inputValue(), text));
    await context.unroute("**/opener-*.js");
    await choose(page, "年报.docx", file("libreoffice.docx"));
    await page.locator("#verdict").waitFor();
  } finally {
    await context.close();
  }
}

const docx = file("libreoffice.docx");

for (const [what, script, message] of [
  ["do not arrive", undefined, /没有载入/],
  ["cannot start", "onmessage = () => postMessage({ failed: 'load' })", /没有载入/],
  ["stop at a file", "onmessage = () => { postMessage('ready'); postMessage({ failed: 'crash' }); }", /出错停止/],
  ["die", "onmessage = () => { postMessage('ready'); setTimeout(() => { throw new Error('dead'); }, 100); }", /出错停止/],
]) {
  test(`readers that ${what} are said, nothing is lost, and the next file is read`, () =>
    withBroken(script, async (page) => {
      await choose(page, "年报.docx", docx);
      await page.locator("#notice").waitFor();
      await until(async () => assert.match(await page.locator("#notice").innerText(), message));
    }));
}

test("a file that takes too long is given up after 20 seconds", () =>
  withBroken("onmessage = () => { postMessage('ready'); for (;;); }", async (page) => {
    await page.clock.install();
    // That the readers are there is told once, before they are given the file and its time begins.
    await page.evaluate(() => {
      globalThis.Worker = class extends Worker {
        constructor(...words) {
          super(...words);
          this.addEventListener("message", ({ data }) => (globalThis.isReading ||= data === "ready"));
        }
      };
    });
    await choose(page, "年报.docx", docx);
    await page.locator("#reading").waitFor();
    await page.waitForFunction(() => globalThis.isReading);
    await page.clock.fastForward(19_000);
    await until(async () => assert.equal(await page.locator("#reading").count(), 1));
    await page.clock.fastForward(2_000);
    await page.locator("#notice").waitFor();
    await until(async () => assert.match(await page.locator("#notice").innerText(), /20秒/));
    await page.clock.resume();
  }));

test("of several reports in one text each can be chosen", withPage(async ({ page }) => {
  const both = sample("clean-2021") + sample("contradictions-2021");
  await choose(page, "两份.html", Buffer.from(both));
  await page.locator("#verdict").waitFor();
  const buttons = page.locator(".reports button");
  await until(async () => assert.equal(await buttons.count(), 2));
  await until(async () => assert.match(await buttons.nth(0).innerText(), /^第1份：.*年度报告/));
  assert.equal(await buttons.nth(0).getAttribute("aria-pressed"), "true");
  await until(async () => assert.equal(await page.locator(".finding[data-severity='error']").count(), 0));
  await buttons.nth(1).focus();
  await page.keyboard.press("Enter");
  await page.locator(".finding[data-rule='t4.total']").waitFor();
  assert.equal(await buttons.nth(1).getAttribute("aria-pressed"), "true");
  await until(async () => assert.match(await page.locator("#live").innerText(), /^第2份：.*1 处矛盾/));
  await buttons.nth(0).click();
  await page.locator(".verdict-errors").waitFor({ state: "detached" });
  await until(async () => assert.match(await page.locator("#live").innerText(), /^第1份：/));
}));

/** Characters that turn the direction of writing, and other controls, in whatever the page shows or says; fields keep what is in them. */
const turning = (page) =>
  page.evaluate(() => {
    const ranges = [[0, 8], [0xe, 0x1f], [0x7f, 0x9f], [0x200e, 0x200f], [0x61c, 0x61c], [0x202a, 0x202e], [0x2066, 0x2069]];
    const isHarmful = (text) => [...text].some((char) => ranges.some(([from, to]) => char.codePointAt(0) >= from && char.codePointAt(0) <= to));
    const found = [];
    for (const element of document.querySelectorAll("*")) {
      if (["SCRIPT", "STYLE", "TEXTAREA", "TEMPLATE"].includes(element.tagName)) continue;
      const words = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data);
      const attributes = [...element.attributes].map(({ name, value }) => `${name}=${value}`);
      found.push(...[...words, ...attributes].filter(isHarmful).map((text) => `${element.tagName} ${JSON.stringify(text)}`));
    }
    return [...new Set(found)];
  });

test("nothing that is shown turns the direction of writing", withPage(async ({ page }) => {
  const turned = (text) => `\u202e${text}\u2066`;
  const hostile = sample("contradictions-2021")
    .replace(/<title>|<h1>/g, (tag) => tag + turned(""))
    .replaceAll("青槐县", turned("青槐县"))
    .replace(/<td>(\d+)<\/td>/g, (_, figure) => `<td>${turned(figure)}</td>`)
    .replaceAll("予以公开24件", `予以公开${turned("25")}件`);
  assert.match(hostile, /\u202e24\u2066/);
  const file = (name) => ({ name: `${turned(name)}.html`, mimeType: "text/html", buffer: Buffer.from(hostile) });
  await page.locator(".choose-file").setInputFiles([file("一"), file("二")]);
  await page.locator("#files-total").waitFor();
  assert.deepEqual(await turning(page), [], "in the list");
  await page.locator("#files .term-name").first().click();
  await allCells(page);
  await page.locator("#toggle-source-view").click();
  await page.locator("#source-view .source-text p").first().waitFor();
  await until(async () => assert.match(await page.locator("#source-view").innerText(), /青槐县/));
  const cards = await page.locator("[data-cause]").count();
  assert.ok(cards > 1, "a contradiction in a table, and one with the prose");
  // Every figure is one: those of each kind come first.
  for (let nth = 0; nth < 6; nth++) {
    await page.keyboard.press("F8");
    assert.deepEqual(await turning(page), [], `at cause ${nth}`);
  }
  await page.locator("[data-cell='t3.granted.total']").click();
  assert.deepEqual(await turning(page), [], "with a cell chosen");
  await page.locator("#toggle-prior").click();
  await page.locator("#toggle-flow").click();
  assert.deepEqual(await turning(page), [], "with last year and the picture");
  // The control: it stands in the source.
  await page.locator("details.more summary").click();
  await page.locator("#edit-source").click();
  await until(async () => assert.match(await page.locator("#source").inputValue(), /\u202e/));
}));
