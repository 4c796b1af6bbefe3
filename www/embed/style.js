// The look of <gouji-checker>: everything that a host may want to change is a custom property, every part has a name.

export const STYLE = `
:host { display: block; container-type: inline-size; font: 1rem/1.5 var(--gouji-font, system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif);
  color: var(--gouji-text, #1b1b1b); background: var(--gouji-background, #fff); text-align: start; letter-spacing: normal;
  --_line: var(--gouji-line, #767676); --_error: var(--gouji-error, #b3261e); --_warning: var(--gouji-warning, #8a5300);
  --_info: var(--gouji-info, #0b57d0); --_accent: var(--gouji-accent, #0b57d0); --_soft: var(--gouji-soft, #f3f5f8); --_chosen: var(--gouji-chosen, #ffe9a8); }
:host([hidden]) { display: none; }
:host([theme="dark"]) { color: var(--gouji-text, #ececec); background: var(--gouji-background, #17191c); --_line: var(--gouji-line, #8d939c);
  --_error: var(--gouji-error, #ff8a80); --_warning: var(--gouji-warning, #ffc06a); --_info: var(--gouji-info, #9cc2ff); --_accent: var(--gouji-accent, #9cc2ff);
  --_soft: var(--gouji-soft, #24272c); --_chosen: var(--gouji-chosen, #5a4a12); }
@media (prefers-color-scheme: dark) { :host(:not([theme])), :host([theme="auto"]) { color: var(--gouji-text, #ececec); background: var(--gouji-background, #17191c);
  --_line: var(--gouji-line, #8d939c); --_error: var(--gouji-error, #ff8a80); --_warning: var(--gouji-warning, #ffc06a); --_info: var(--gouji-info, #9cc2ff);
  --_accent: var(--gouji-accent, #9cc2ff); --_soft: var(--gouji-soft, #24272c); --_chosen: var(--gouji-chosen, #5a4a12); } }
:host([theme="contrast"]) { color: #fff; background: #000; --_line: #fff; --_error: #ffb4ab; --_warning: #ffd54a; --_info: #9cd7ff; --_accent: #ffd54a; --_soft: #000; --_chosen: #4d4000; }
:host([text-size="large"]) { font-size: 1.5rem; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
button, .file { font: inherit; min-block-size: 2.75em; padding: .4em 1em; color: inherit; background: var(--_soft); border: 1px solid var(--_line); border-radius: .4em; cursor: pointer; }
button.main { color: var(--gouji-background, #fff); background: var(--_accent); border-color: var(--_accent); }
:host([theme="dark"]) button.main, :host([theme="contrast"]) button.main { color: #000; }
button[disabled] { opacity: .5; cursor: default; }
:focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; }
textarea { display: block; inline-size: 100%; min-block-size: 7em; font: inherit; color: inherit; background: var(--_soft); border: 1px dashed var(--_line); border-radius: .4em; padding: .6em; }
.toolbar { display: flex; flex-wrap: wrap; gap: .5em; margin-block: .5em; }
.verdict { font-weight: 600; margin: .5em 0 0; overflow-wrap: anywhere; }
.counts, .coverage { margin: 0; }
ol { list-style: none; margin: .5em 0; padding: 0; display: grid; gap: .5em; }
.finding { border: 1px solid var(--_line); border-inline-start: .35em solid var(--_info); border-radius: .4em; padding: .5em .7em; overflow-wrap: anywhere; }
.finding.error { border-inline-start-color: var(--_error); } .finding.warning { border-inline-start-color: var(--_warning); }
.finding[aria-current="true"] { background: var(--_chosen); }
.finding > button { all: unset; display: block; cursor: pointer; inline-size: 100%; min-block-size: 1.5em; }
.finding > button:focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; }
.severity { font-weight: 700; } .error .severity { color: var(--_error); } .warning .severity { color: var(--_warning); } .info .severity { color: var(--_info); }
.equation { margin: .4em 0 0; display: flex; flex-wrap: wrap; gap: .2em .4em; align-items: baseline; }
.term { display: inline-flex; flex-direction: column; align-items: center; } .term small { font-size: .75em; max-inline-size: 9em; text-align: center; }
.fix { display: flex; flex-wrap: wrap; gap: .5em; align-items: center; margin-block-start: .4em; } .fix ul { margin: 0; padding: 0; list-style: none; }
.scroller { overflow-x: auto; margin-block: .7em; }
table { border-collapse: collapse; inline-size: 100%; } caption { text-align: start; font-weight: 600; padding-block: .3em; }
th, td { border: 1px solid var(--_line); padding: .25em .4em; text-align: center; font-weight: 400; } th { background: var(--_soft); } td { font-variant-numeric: tabular-nums; }
td.error { color: var(--_error); font-weight: 700; } td.warning { color: var(--_warning); font-weight: 700; }
td.error::before { content: "✗ "; } td.warning::before { content: "! "; }
td.left { background: var(--_chosen); outline: 3px solid var(--_accent); outline-offset: -3px; } td.right { background: var(--_chosen); outline: 3px double var(--_error); outline-offset: -3px; }
@media (forced-colors: active) { td.left, td.right { outline-color: Highlight; } }
@media print { .toolbar, textarea, button:not(.finding > button) { display: none; } }
`;
