// @ts-check
// What the adapters say of themselves, Chinese and English side by side. What is said of a report, the verdict and the names of severities and
// cells among it, is the library's and comes with its answer.

export const TEXTS = {
  paste: ["粘贴年报全文，或拖入文件", "Paste the whole report, or drop a file"],
  too_long: ["内容太长，不在这里显示；粘贴即可替换", "Too long to be shown here; what you paste replaces it"],
  choose: ["选择文件", "Choose a file"],
  check: ["核对", "Check"],
  clear: ["清空", "Clear"],
  undo: ["撤销", "Undo"],
  redo: ["重做", "Redo"],
  retry: ["重试", "Try again"],
  busy: ["正在核对……", "Checking…"],
  empty: ["还没有内容。", "There is nothing to check yet."],
  skipped: [(n) => `${n} 个等式未能核对`, (n) => `${n} ${n === 1 ? "equation" : "equations"} not checked`],
  unread: [(found, expected) => `读出 ${found}/${expected} 格`, (found, expected) => `${found} of ${expected} cells read`],
  findings: ["发现的问题", "Findings"],
  difference: [(n) => `差 ${n}`, (n) => `off by ${n}`],
  blank: ["空白", "blank"],
  apply: ["按此修改", "Apply"],
  change_to: [(to) => `改为 ${to}`, (to) => `Change to ${to}`],
  cells: [(n) => `共 ${n} 格`, (n) => `${n} cells in all`],
  zeros: [(n) => `另有 ${n} 项为 0 或空白`, (n) => `${n} more ${n === 1 ? "is" : "are"} zero or blank`],
  one_of: ["这样改也能让等式成立，请对照原始资料选择：", "These make the sums right as well; compare them with the records:"],
  applied: ["已改正。", "Corrected."],
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
  in_text: ["正文：", "The text:"],
  of: [
    ({ role, name }) => `${name ?? (role === "prior" ? "上年度" : "下属单位")}：`,
    ({ role, name }) => `${name ?? (role === "prior" ? "last year" : "member")}: `,
  ],
  blocked: ["报告里有互相矛盾的数字", "The report has figures that contradict each other"],
  name: ["勾稽：年报数据核对", "Gouji: check of the annual report"],
};

/**
 * The sentences in one language: `say.skipped(2)`.
 *
 * @returns {Record<string, any>}
 */
export function sentences(lang) {
  const index = lang === "en" ? 1 : 0;
  return Object.fromEntries(Object.entries(TEXTS).map(([key, pair]) => [key, pair[index]]));
}
