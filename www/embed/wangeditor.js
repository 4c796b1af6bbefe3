// @ts-check
// A menu for wangEditor 5: the button `goujiCheck`, and the findings below the editor. In: the package `@wangeditor/editor` as it was
// imported. Out: the menu, registered; then `insertKeys: { index: 0, keys: "goujiCheck" }` in the toolbar's configuration.

import { EditorCheck, ICON, langOf, titleIn } from "./editor.js";

const checks = new WeakMap();

/** Registers the menu, once, before an editor is made. Options: `lang`, `prior`, `panel` (an element, or a function of the editor). */
export function registerGouji(wangEditor, options = {}) {
  const lang = langOf(options.lang);
  wangEditor.Boot.registerModule({
    menus: [{ key: "goujiCheck", factory: () => new Menu(wangEditor, { ...options, lang }) }],
  });
}

/** The check of an editor, once its button was pressed. */
export const goujiCheckOf = (editor) => checks.get(editor) ?? null;

class Menu {
  tag = "button";
  // Others are dead until the cursor stands in the text; a report is also checked before anybody clicks into it.
  alwaysEnable = true;
  #wangEditor;
  #options;

  constructor(wangEditor, options) {
    this.title = titleIn(options.lang);
    this.iconSvg = ICON;
    this.#wangEditor = wangEditor;
    this.#options = options;
  }

  getValue() {
    return "";
  }

  isActive(editor) {
    return Boolean(checks.get(editor)?.isOpen);
  }

  isDisabled() {
    return false;
  }

  exec(editor) {
    const check = checks.get(editor) ?? this.#make(editor);
    const open = check.toggle();
    const { panel } = this.#options;
    if (!panel) {
      const { parentElement } = editor.getEditableContainer();
      if (open) parentElement.after(check.panel);
      else check.panel.remove();
    }
  }

  #make(editor) {
    const { panel } = this.#options;
    const check = new EditorCheck({
      root: () => editor.getEditableContainer().querySelector("[data-slate-editor]"),
      panel: typeof panel === "function" ? panel(editor) : panel,
      options: this.#options,
      write: (edits) => write(this.#wangEditor, editor, edits),
    });
    checks.set(editor, check);
    editor.on?.("destroyed", () => {
      check.close();
      if (!panel) check.panel.remove();
    });
    return check;
  }
}

/** In the editor's own model. Operations of one turn are one step of its history. */
function write({ DomEditor, SlateEditor, SlateTransforms }, editor, edits) {
  const places = edits.map(({ range, element, to }) => {
    if (range) return { to, at: DomEditor.toSlateRange(editor, range, { exactMatch: false, suppressThrow: false }) };
    const cell = DomEditor.toSlateNode(editor, element);
    return { to, at: SlateEditor.start(editor, DomEditor.findPath(editor, cell)) };
  });
  SlateEditor.withoutNormalizing(editor, () => {
    for (const { to, at } of places) SlateTransforms.insertText(editor, to, { at });
  });
}
