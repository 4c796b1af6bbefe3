// Every sentence of the adapters, Chinese and English side by side.

export const TEXTS = {
  paste: ["粘贴年报全文，或拖入文件", "Paste the whole report, or drop a file"],
  choose: ["选择文件", "Choose a file"],
  check: ["核对", "Check"],
  clear: ["清空", "Clear"],
  undo: ["撤销", "Undo"],
  redo: ["重做", "Redo"],
  retry: ["重试", "Try again"],
  busy: ["正在核对……", "Checking…"],
  empty: ["还没有内容。", "There is nothing to check yet."],
  errors: [(n) => `有 ${n} 处数字互相矛盾。`, (n) => `${n} ${n === 1 ? "contradiction" : "contradictions"} between figures.`],
  clean: [
    (equations, cells) => `没有发现矛盾：核对了 ${equations} 条等式，读出 ${cells} 个单元格。`,
    (equations, cells) => `No contradiction in ${equations} equations over ${cells} cells.`,
  ],
  nothing: ["没有一条等式能够核对。", "No equation could be checked."],
  counts: [
    (passed, failed, unknown) => `通过 ${passed} · 不符 ${failed} · 无法判断 ${unknown}`,
    (passed, failed, unknown) => `${passed} hold · ${failed} fail · ${unknown} could not be judged`,
  ],
  unread: [
    (found, expected) => `${expected} 个单元格中读出 ${found} 个。`,
    (found, expected) => `${found} of ${expected} cells were read.`,
  ],
  findings: ["发现的问题", "Findings"],
  error: ["矛盾", "Contradiction"],
  warning: ["提示", "Warning"],
  info: ["说明", "Note"],
  difference: [(n) => `差 ${n}`, (n) => `off by ${n}`],
  blank: ["空白", "blank"],
  apply: ["按此修改", "Apply"],
  changes: [
    (cell, from, to) => `${cell}：${from} → ${to}`,
    (cell, from, to) => `${cell}: ${from} → ${to}`,
  ],
  one_of: ["以下改法都能让等式成立，请对照原始资料选择：", "Each of these makes the sums right; compare them with the records:"],
  applied: ["已改正。", "Corrected."],
  undone: ["已撤销。", "Undone."],
  copy: ["复制表格", "Copy the table"],
  copied: ["已复制，可以粘贴到 Word、WPS 或编辑器里。", "Copied; paste it into Word, WPS or an editor."],
  not_copied: ["没有复制成功，请选中表格后按 Ctrl+C。", "It could not be copied; select the table and press Ctrl+C."],
  no_place: [
    "这个单元格在原文中没有自己的位置，请在原文中手工修改。",
    "This cell has no place of its own in the source; please change it there by hand.",
  ],
  crashed: ["核对中断了，请重试。", "The check broke off. Please try again."],
  unavailable: [
    "这个页面没有让勾稽启动：可能是页面的安全策略不允许 WebAssembly（需要 'wasm-unsafe-eval'），或者文件没有载入。",
    "Gouji could not start in this page: its policy may not allow WebAssembly ('wasm-unsafe-eval'), or a file did not load.",
  ],
  table: [
    (number, title) => `${{ 2: "二", 3: "三", 4: "四" }[number]}、${title}`,
    (number, title) => `${{ 2: "二", 3: "三", 4: "四" }[number]}、${title}`,
  ],
  left: ["加项", "addend"],
  right: ["另一边", "other side"],
  of: [
    ({ role, name }) => `${name ?? (role === "prior" ? "上年度" : "下属单位")}：`,
    ({ role, name }) => `${name ?? (role === "prior" ? "last year" : "member")}: `,
  ],
  blocked: ["报告里有互相矛盾的数字", "The report has figures that contradict each other"],
  name: ["勾稽：年报数据核对", "Gouji: check of the annual report"],
};

/** The sentences in one language: `say.errors(2)`. */
export function sentences(lang) {
  const index = lang === "en" ? 1 : 0;
  return Object.fromEntries(Object.entries(TEXTS).map(([key, pair]) => [key, pair[index]]));
}
