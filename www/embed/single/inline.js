// @ts-check
// The package's API in one file: no other file is ever loaded. Files (documents, workbooks, pages) are not opened by it.

import { init as load } from "../index.js";
import wasm from "../gouji_wasm_bg.wasm";

export { GoujiError, check, forms, rules, version } from "../index.js";

/** As in the package, and nothing is loaded. */
export const init = () => load({ wasm });
