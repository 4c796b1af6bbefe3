export { GoujiError, check, forms, rules, version } from "./index.js";
/** Starts the WebAssembly that is inside; nothing is loaded. */
export function init(): Promise<void>;
