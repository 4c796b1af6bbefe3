// @ts-check
// In: an answer. Out: its list, to be read from the top: a card for each cause, worst first, then the notes. A card leads with the
// change that mends the cause and then has its equations; where nothing mends it, it leads with what is wrong.

/** Changes that a card writes out; a correction of more is a whole row or column. */
const WRITTEN_OUT = 3;
const SIGNS = { error: "✗", warning: "!", info: "i" };

/** Makes an element. */
export function h(tag, attributes, children = []) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** What the list shows, in its order: {cause, findings}; a note has no cause. */
export function listed({ findings, causes }) {
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  const told = causes.map((cause) => ({ cause, findings: cause.findings.map((id) => byId.get(id)) }));
  const caused = new Set(causes.flatMap(({ findings }) => findings));
  return [...told, ...findings.filter(({ id }) => !caused.has(id)).map((finding) => ({ cause: null, findings: [finding] }))];
}

/** The list's items. `names`: of cells; `act`: `select(finding)`, and `apply(repair)` and `canApply(way)` unless nothing may be changed. */
export function cards(audit, names, say, act) {
  return listed(audit).map(({ cause, findings }) => (cause ? card(cause, findings, audit, names, say, act) : note(findings[0], names, say, act)));
}

function card(cause, findings, audit, names, say, act) {
  const first = findings[0];
  const best = audit.repairs[cause.repair];
  const others = best ? audit.repairs.filter(({ group, rank }) => group === best.group && rank !== best.rank) : [];
  const unrepaired = audit.unrepaired.find((unrepaired) => unrepaired.findings.includes(first.id));
  const worst = findings.find(({ severity }) => severity === cause.severity) ?? first;
  const ways = cause.ways_out;
  const lead = best ? changesOf(best, names, say) : [h("span", {}, [first.message])];
  const choose = chooser(first, [severityOf(worst), ...lead], act);
  const body = h("div", { class: "body" }, [
    ...(best ? [h("p", { class: "why" }, [best.why])] : []),
    ...(unrepaired ? [h("p", { class: "why" }, [unrepaired.why])] : []),
    ...(ways ? waysOut(cause, names, say, act) : []),
    // What the lead has said is not said again.
    ...findings.map((finding) => detail(finding, Boolean(best) || finding !== first, names, say, act)),
    ...(others.length ? [h("p", { class: "why" }, [say.one_of])] : []),
    ...others.map((repair) =>
      h("div", { part: "fix", class: "fix" }, [h("span", {}, changesOf(repair, names, say)), ...applier(repair, audit, say, act)]),
    ),
  ]);
  const head = h("div", { class: "head" }, [choose, ...(best ? applier(best, audit, say, act) : [])]);
  return h("li", { part: `cause ${cause.severity}`, class: `cause ${cause.severity}`, "data-cause": cause.id }, [head, body]);
}

function note(finding, names, say, act) {
  const choose = chooser(finding, [severityOf(finding), h("span", {}, [finding.message])], act);
  const inside = finding.equation ? [equation(finding.equation, names, say)] : [];
  return h("li", { part: `finding ${finding.severity}`, class: `cause ${finding.severity}`, "data-id": finding.id }, [choose, ...inside]);
}

/** A finding inside a card: its sentence, unless the card has led with it, and its equation. */
function detail(finding, isTold, names, say, act) {
  const children = isTold ? [chooser(finding, [finding.message], act)] : [];
  if (finding.equation) children.push(equation(finding.equation, names, say));
  return h("div", { part: `finding ${finding.severity}`, class: "finding", "data-id": finding.id }, children);
}

function chooser(finding, children, act) {
  const button = h("button", { type: "button", class: "choose" }, children);
  button.addEventListener("click", () => act.select(finding));
  return button;
}

const severityOf = ({ severity, label }) => h("span", { class: "severity" }, [`${SIGNS[severity] ?? SIGNS.info} ${label} `]);

function applier(repair, { repairs }, say, act) {
  if (!act.apply) return [];
  const { changes } = repair;
  const apply = h("button", { type: "button", part: "apply", class: "apply", "data-repair": repairs.indexOf(repair) }, [
    changes.length === 1 ? say.change_to(changes[0].to) : say.apply,
  ]);
  apply.addEventListener("click", () => act.apply(repair));
  return [apply];
}

/** The prose against the table: the one is changed or the other, and which is for the person to say. */
function waysOut({ id, ways_out: { lead, table, text } }, names, say, act) {
  const way = (kind, { label, ...change }) => {
    if (!act.apply || !act.canApply(change)) return [];
    const button = h("button", { type: "button", part: "apply", class: "apply", "data-repair": `${id}.${kind}` }, [label]);
    button.addEventListener("click", () => act.apply({ changes: [change] }));
    return [button];
  };
  const buttons = [...(table ? way("table", table) : []), ...(text ? way("text", text) : [])];
  const where = (change, name) => h("p", { class: "why" }, [name, " ", h("strong", {}, [`${change.from} → ${change.to}`])]);
  return [
    ...(lead ? [h("p", { class: "why" }, [lead])] : []),
    ...(table ? [where(table, h("span", { lang: "zh-CN" }, [names.get(table.cell) ?? table.cell]))] : []),
    ...(text ? [where(text, say.in_text)] : []),
    ...(buttons.length ? [h("div", { class: "fix" }, buttons)] : []),
  ];
}

function changesOf({ changes }, names, say) {
  const lines = changes
    .slice(0, WRITTEN_OUT)
    .map(({ cell, from, to }) =>
      h("span", { class: "change" }, [
        h("span", { lang: "zh-CN" }, [names.get(cell) ?? cell]),
        " ",
        h("strong", {}, [`${from ?? say.blank} → ${to}`]),
      ]),
    );
  return changes.length > WRITTEN_OUT ? [...lines, h("span", { class: "change" }, [say.cells(changes.length)])] : lines;
}

/** Names of cells, `row·column`, without what all of these have in common: a sum stays in its row or in its column. */
function shortened(names) {
  const parts = names.map((name) => name.split("·"));
  const common = parts.length > 1 ? [0, 1].filter((at) => parts.every((part) => part.length === 2 && part[at] === parts[0][at])) : [];
  return (name) => (common.length === 1 ? name.split("·")[1 - common[0]] : name);
}

/** One line: the figures of both sides with their cells; what is zero or blank is only counted. */
function equation({ relation, left, right, left_value, right_value, difference, left_constant, right_constant }, names, say) {
  const short = shortened([...left, ...right].map(({ cell }) => names.get(cell) ?? cell));
  const term = ({ cell, coefficient, value, report }, index) => {
    const sign = coefficient < 0 ? "− " : index ? "+ " : "";
    const times = Math.abs(coefficient) === 1 ? "" : `${Math.abs(coefficient)} × `;
    return h("span", { part: "term", class: "term" }, [
      h("span", {}, [`${sign}${times}${value ?? say.blank}`]),
      h("small", { lang: "zh-CN" }, [(report ? say.of(report) : "") + short(names.get(cell) ?? cell)]),
    ]);
  };
  const plain = (text) => h("span", {}, [text]);
  const side = (terms, constant, sum) => {
    // A term that stands alone is the figure itself, whatever it is.
    const told = terms.length > 1 ? terms.filter(({ value }) => value) : terms;
    const folded = terms.length - told.length;
    const shown = told.map(term);
    if (constant || !terms.length) shown.push(plain(`${shown.length && constant > 0 ? "+ " : ""}${constant}`));
    if (folded) shown.push(h("small", {}, [say.zeros(folded)]));
    return told.length !== 1 || folded || constant ? [...shown, plain(`= ${sum}`)] : shown;
  };
  return h("p", { part: "equation", class: "equation" }, [
    ...side(left, left_constant, left_value),
    h("strong", {}, [relation === "at_least" ? ">" : difference === 0 ? "=" : "≠"]),
    ...side(right, right_constant, right_value),
    ...(difference === 0 ? [] : [h("span", {}, [`（${say.difference(Math.abs(difference))}）`])]),
  ]);
}
