// What stands beside the JavaScript without being JavaScript: what compilers make, and what service workers and classic workers have.

declare module "*gouji_wasm.js";
declare module "*gouji_opener.js";
declare module "*gouji-app.js";
declare module "*gouji/element.js";
declare module "*.wasm" {
  const bytes: Uint8Array;
  export default bytes;
}
declare module "gouji:worker" {
  const source: string;
  export default source;
}

/** The page's own program, a global in gouji.html. */
declare const goujiApp: any;
/** What wasm-bindgen makes for a classic worker. */
declare const wasm_bindgen: any;
/** The readers inside gouji.html. */
declare const packed: any;
/** The same for browsers that have SIMD. */
declare const packedSimd: any;
/** The model of the reader of pictures inside gouji-pictures.html. */
declare const packedModel: any;
declare const registration: any;
declare function importScripts(...addresses: string[]): void;
/** The JavaScript API, in the tests' own page. */
declare var gouji: any;
/** Firefox's side of the extension. */
declare namespace chrome {
  const sidebarAction: any;
}
