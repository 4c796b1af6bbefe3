// @ts-check
// The look of <gouji-checker>: everything that a host may want to change is a custom property, every part has a name.

export const STYLE = `
:host { display: block; container-type: inline-size; font: 1rem/1.5 var(--gouji-font, system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif);
  color: var(--gouji-text, #1b1b1b); background: var(--gouji-background, #fff); text-align: start; letter-spacing: normal;
  --_line: var(--gouji-line, #767676); --_error: var(--gouji-error, #b3261e); --_warning: var(--gouji-warning, #8a5300);
  --_info: var(--gouji-info, #0b57d0); --_good: var(--gouji-good, #14613f); --_accent: var(--gouji-accent, #0b57d0); --_on-accent: #fff; --_soft: var(--gouji-soft, #f3f5f8); --_chosen: var(--gouji-chosen, #ffe9a8); }
:host([hidden]) { display: none; }
:host([theme="dark"]) { color: var(--gouji-text, #ececec); background: var(--gouji-background, #17191c); --_line: var(--gouji-line, #8d939c);
  --_error: var(--gouji-error, #ff8a80); --_warning: var(--gouji-warning, #ffc06a); --_info: var(--gouji-info, #9cc2ff); --_good: var(--gouji-good, #7fdca8); --_accent: var(--gouji-accent, #9cc2ff); --_on-accent: #000;
  --_soft: var(--gouji-soft, #24272c); --_chosen: var(--gouji-chosen, #5a4a12); }
@media (prefers-color-scheme: dark) { :host(:not([theme])), :host([theme="auto"]) { color: var(--gouji-text, #ececec); background: var(--gouji-background, #17191c);
  --_line: var(--gouji-line, #8d939c); --_error: var(--gouji-error, #ff8a80); --_warning: var(--gouji-warning, #ffc06a); --_info: var(--gouji-info, #9cc2ff); --_good: var(--gouji-good, #7fdca8);
  --_accent: var(--gouji-accent, #9cc2ff); --_on-accent: #000; --_soft: var(--gouji-soft, #24272c); --_chosen: var(--gouji-chosen, #5a4a12); } }
:host([theme="contrast"]) { color: #fff; background: #000; --_line: #fff; --_error: #ffb4ab; --_warning: #ffd54a; --_info: #9cd7ff; --_good: #a8f0c6; --_accent: #ffd54a; --_on-accent: #000; --_soft: #000; --_chosen: #4d4000; }
:host([text-size="large"]) { font-size: 1.5rem; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
button, .file { font: inherit; min-block-size: 2.75em; padding: .4em 1em; color: inherit; background: var(--_soft); border: 1px solid var(--_line); border-radius: .4em; cursor: pointer; }
button.main { color: var(--_on-accent); background: var(--_accent); border-color: var(--_accent); }
button[disabled] { opacity: .5; cursor: default; }
:focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; }
textarea { display: block; inline-size: 100%; min-block-size: 7em; font: inherit; color: inherit; background: var(--_soft); border: 1px dashed var(--_line); border-radius: .4em; padding: .6em; }
.toolbar { display: flex; flex-wrap: wrap; gap: .5em; margin-block: .5em; }
.input.answered { display: flex; flex-wrap: wrap; gap: .5em; align-items: start; margin-block-end: .5em; }
.answered textarea { flex: 1 1 14em; inline-size: auto; block-size: 2.75em; min-block-size: 2.75em; resize: vertical; } .answered .toolbar { margin: 0; }
.strip { display: flex; flex-wrap: wrap; gap: .1em 1em; align-items: baseline; margin-block-end: .5em; }
.strip.contradictions, .strip.mismatches, .strip.unchecked, .strip.clean { padding: .3em .6em; background: var(--_soft); border-inline-start: .35em solid var(--_good); }
.strip.contradictions { border-color: var(--_error); } .strip.mismatches, .strip.unchecked { border-color: var(--_warning); }
.contradictions [part~=verdict] { color: var(--_error); } .mismatches [part~=verdict], .unchecked [part~=verdict] { color: var(--_warning); } .clean [part~=verdict] { color: var(--_good); }
.verdict { font-weight: 600; margin: 0; overflow-wrap: anywhere; } .verdict::first-letter { text-transform: uppercase; }
.counts, .coverage { margin: 0; }
ol { list-style: none; margin: 0; padding: 0; display: grid; gap: .5em; align-content: start; }
.results { display: grid; gap: .7em; }
.cause { border: 1px solid var(--_line); border-inline-start: .35em solid var(--_info); border-radius: .4em; padding: .4em .6em; overflow-wrap: anywhere; min-inline-size: 0; }
.cause.error { border-inline-start-color: var(--_error); } .cause.warning { border-inline-start-color: var(--_warning); }
.cause[aria-current="true"] { background: var(--_chosen); }
.head { display: flex; flex-wrap: wrap; gap: .3em .6em; align-items: center; justify-content: space-between; } .head .choose { flex: 1 1 11em; inline-size: auto; }
.choose { all: unset; display: block; cursor: pointer; inline-size: 100%; min-block-size: 1.5em; }
.choose:focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; }
.severity { font-weight: 700; } .error .severity { color: var(--_error); } .warning .severity { color: var(--_warning); } .info .severity { color: var(--_info); }
.change { display: block; } .change strong { white-space: nowrap; font-size: 1.1em; }
.why { margin: .3em 0 0; font-size: .875em; } .body .finding { margin-block-start: .4em; font-size: .875em; }
.equation { margin: .2em 0 0; display: flex; flex-wrap: wrap; gap: 0 .4em; align-items: baseline; }
.term { white-space: normal; } .term small { margin-inline-start: .2em; }
.fix { display: flex; flex-wrap: wrap; gap: .5em; align-items: center; margin-block-start: .4em; }
.tables { min-inline-size: 0; } .tables button { min-block-size: 2em; padding-block: .1em; font-size: .875em; margin-block-end: .7em; }
.scroller { overflow-x: auto; margin-block-end: .5em; }
table { border-collapse: collapse; inline-size: 100%; font-size: .8125em; line-height: 1.35; } caption { text-align: start; font-weight: 600; padding-block: .2em; }
th, td { border: 1px solid var(--_line); padding: .15em .3em; text-align: center; font-weight: 400; } th { background: var(--_soft); } td { font-variant-numeric: tabular-nums; }
td.error { color: var(--_error); } td.warning { color: var(--_warning); } td[data-state~="change"] { font-weight: 700; }
td ins { text-decoration: none; color: var(--_good); white-space: nowrap; } td[data-state~="changed"] { box-shadow: inset 0 -2px var(--_good); }
td[data-state~="unsure"] { border-style: dashed; }
td.error, td.warning { background: linear-gradient(225deg, currentColor .4em, transparent 0) no-repeat; } td[data-state~="change"] { background: var(--_chosen); white-space: nowrap; }
td.left { background: var(--_chosen); outline: 3px solid var(--_accent); outline-offset: -3px; } td.right { background: var(--_chosen); outline: 3px double var(--_error); outline-offset: -3px; }
/* Where both fit, the causes stand beside the tables and neither pushes the other down; each scrolls by itself. */
@container (min-width: 42em) {
  .results:has(> .tables:not([hidden]):not(:empty)) { grid-template-columns: minmax(15em, 2fr) 5fr; }
  .results:has(> .tables:not([hidden]):not(:empty)) > * { max-block-size: var(--gouji-height, 27em); overflow: auto; }
  .scroller { overflow-x: visible; } thead { position: sticky; inset-block-start: 0; } thead th { box-shadow: inset 0 0 0 .5px var(--_line); }
}
@media (forced-colors: active) { td.left, td.right { outline-color: Highlight; } }
@media print { .toolbar, textarea, button:not(.choose) { display: none; } .results > * { max-block-size: none !important; overflow: visible !important; } }
`;
