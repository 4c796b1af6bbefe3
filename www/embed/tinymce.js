// @ts-check
// The plugin `gouji` for TinyMCE 5 to 8: a button that opens a side bar with the findings. In: TinyMCE. Out: the plugin, registered.

import { EditorCheck, ICON, langOf, titleIn, writeNodes } from "./editor.js";

/** Registers the plugin; then `plugins: "gouji"`, `toolbar: "gouji"`. Options: `lang`, `prior`, `panel`, `checker`. */
export function registerGouji(tinymce, options = {}) {
  tinymce.PluginManager.add("gouji", (editor) => {
    const { isSet, get } = editor.options ?? {};
    const lang = langOf(options.lang ?? (isSet?.("language") ? get("language") : undefined));
    let check = null;
    const made = (panel) => {
      check ??= new EditorCheck({
        root: () => editor.getBody(),
        panel,
        options: { ...options, lang },
        write(edits) {
          editor.undoManager.transact(() => edits.forEach(writeNodes));
          editor.nodeChanged();
        },
      });
      return check;
    };
    editor.ui.registry.addIcon("gouji", ICON);
    if (options.panel) {
      editor.ui.registry.addToggleButton("gouji", {
        icon: "gouji",
        tooltip: titleIn(lang),
        onAction: (api) => api.setActive(made(options.panel).toggle()),
      });
    } else {
      editor.ui.registry.addSidebar("gouji", {
        icon: "gouji",
        tooltip: titleIn(lang),
        onSetup: (api) => {
          // The side bar is as wide as what is in it.
          const { style } = made(api.element()).panel;
          [style.inlineSize, style.blockSize, style.overflow] = ["min(22rem, 50vw)", "100%", "auto"];
          return () => check?.close();
        },
        onShow: (api) => made(api.element()).open(),
        onHide: () => check?.close(),
      });
    }
    editor.on("remove", () => check?.close());
    return { getMetadata: () => ({ name: "gouji", url: "https://github.com/gouji/gouji" }) };
  });
}

// On a page with TinyMCE as a script, importing this is enough.
if (globalThis.tinymce?.PluginManager) registerGouji(globalThis.tinymce);
