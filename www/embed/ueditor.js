// @ts-check
// A plugin for UEditor 1.4: the button `gouji`, and the findings below the editor. In: UE. Out: the button, registered.

import { EditorCheck, ICON, langOf, titleIn, writeNodes } from "./editor.js";

/** Registers the button for all editors made from now on. Options: `lang`, `prior`, `panel`. */
export function registerGouji(UE, options = {}) {
  const lang = langOf(options.lang);
  UE.registerUI("gouji", (editor, name) => {
    let check = null;
    const make = () => {
      check ??= new EditorCheck({
        root: () => editor.body,
        panel: options.panel,
        options: { ...options, lang },
        write(edits) {
          // A command that is known to UEditor's history: what it does is one step.
          editor.execCommand("goujiapply", edits);
        },
      });
      return check;
    };
    editor.registerCommand("goujiapply", {
      execCommand(_, edits) {
        edits.forEach(writeNodes);
      },
    });
    const button = new UE.ui.Button({
      name,
      title: titleIn(lang),
      cssRules: `background-image:url("data:image/svg+xml,${encodeURIComponent(ICON)}") !important;background-size:contain`,
      onclick() {
        const open = make().toggle();
        button.setChecked(open);
        if (options.panel) return;
        if (open) editor.container.after(check.panel);
        else check.panel.remove();
      },
    });
    editor.addListener("destroy", () => {
      check?.close();
      if (!options.panel) check?.panel.remove();
    });
    return button;
  });
}

// On a page with UEditor as a script, importing this is enough.
if (globalThis.UE?.registerUI) registerGouji(globalThis.UE);
