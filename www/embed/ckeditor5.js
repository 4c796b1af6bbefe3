// @ts-check
// A plugin for CKEditor 5: the button `goujiCheck`, and the findings below the editor. In: the editor's own base classes, so that
// there is one copy of the editor only. Out: a plugin class.

import { EditorCheck, ICON, langOf, titleIn } from "./editor.js";

/** `goujiPlugin({ Plugin, ButtonView })`, both from `ckeditor5`. Configuration: `gouji: { lang, prior, panel, checker }`. */
export function goujiPlugin({ Plugin, ButtonView }) {
  return class Gouji extends Plugin {
    static get pluginName() {
      return "Gouji";
    }

    init() {
      const { editor } = this;
      const options = editor.config.get("gouji") ?? {};
      const lang = langOf(options.lang ?? editor.config.get("language")?.ui ?? editor.config.get("language"));
      const panel = options.panel ?? document.createElement("gouji-checker");
      this.check = new EditorCheck({
        root: () => editor.editing.view.getDomRoot(),
        panel,
        options: { ...options, lang },
        write: (edits) => write(editor, edits),
      });
      editor.ui.componentFactory.add("goujiCheck", (locale) => {
        const button = new ButtonView(locale);
        button.set({ icon: ICON, label: titleIn(lang), tooltip: true, isToggleable: true });
        button.on("execute", () => {
          if (!options.panel && !panel.isConnected) editor.ui.view.element.after(panel);
          button.set("isOn", this.check.toggle());
          if (!options.panel && !button.isOn) panel.remove();
        });
        return button;
      });
    }

    destroy() {
      this.check.close();
      if (!this.editor.config.get("gouji")?.panel) this.check.panel.remove();
      return super.destroy();
    }
  };
}

/** In the model, in one change: one step of undo. */
function write(editor, edits) {
  const { mapper, view } = editor.editing;
  const places = edits.map(({ range, element, to }) => {
    if (range) return { to, range: mapper.toModelRange(view.domConverter.domRangeToView(range)) };
    const cell = mapper.toModelElement(view.domConverter.mapDomToView(element));
    return { to, paragraph: cell.getChild(0) };
  });
  editor.model.change((writer) => {
    for (const { to, range, paragraph } of places) {
      if (paragraph) {
        writer.insertText(to, paragraph, 0);
        continue;
      }
      const { textNode, nodeAfter } = range.start;
      const attributes = [...((textNode ?? nodeAfter)?.getAttributes() ?? [])];
      const at = range.start;
      writer.remove(range);
      writer.insertText(to, attributes, at);
    }
  });
}
