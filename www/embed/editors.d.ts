import type { Checker } from "./checkers.js";
import type { Change, TextChange } from "./index.js";
import type { GoujiChecker } from "./element.js";

export interface EditorOptions {
  lang?: "zh" | "en";
  theme?: string;
  /** Last year's report of the same organ, as text or HTML. */
  prior?: string;
  /** Where the findings are shown: a `<gouji-checker>`, or an element to put one into. */
  panel?: HTMLElement;
  checker?: Checker;
}

/** The check of one editor. */
export interface EditorCheck {
  readonly panel: GoujiChecker;
  readonly isOpen: boolean;
  open(): void;
  close(): void;
  toggle(): boolean;
  /** Makes a correction in the editor, as one step that can be undone; false where a cell or the words cannot be found. */
  apply(repair: { changes: (Change | TextChange)[] }): boolean;
}

/** TinyMCE, wangEditor, UEditor: registers with what the page loaded as `tinymce`, `@wangeditor/editor`, `UE`. */
export function registerGouji(editor: unknown, options?: EditorOptions): void;
/** wangEditor: the check of an editor, once its button was pressed. */
export function goujiCheckOf(editor: object): EditorCheck | null;
/** CKEditor 5: the plugin, made of the editor's own base classes. */
export function goujiPlugin(base: { Plugin: any; ButtonView: any }): any;
