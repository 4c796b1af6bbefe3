// @ts-check
// In: the two links that trunk puts into the page's head, one to the JavaScript, one to the WebAssembly of the page; in
// gouji.html both are inside the page (see build/single-file.mjs).
// Out: the running page, or in its place a sentence that says why there is none.

const root = document.documentElement;
const inside = (id) => document.getElementById(id)?.textContent;
const packed = inside("packed-app");

/** @returns {any} */
const linked = (selector) => document.querySelector(selector);

function load() {
  if (packed) {
    const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
    return goujiApp({ module_or_path: bytes });
  }
  const script = linked('link[rel="modulepreload"]').href;
  const wasm = linked('link[rel="preload"][as="fetch"]').href;
  return import(script).then((page) => page.default({ module_or_path: wasm }));
}

function start() {
  if (typeof WebAssembly !== "object") {
    return Promise.reject(new SyntaxError("no WebAssembly"));
  }
  if (packed) {
    // The workers: those that read files have their WebAssembly in them. Not every edition reads pictures.
    for (const name of ["opener", "checker", "pictures"]) {
      const script = inside(`packed-${name}`);
      if (script) root.dataset[name] = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    }
  }
  return load();
}

/** From here on nothing is evaluated, so nothing may be: policies add up, and the strictest wins. */
function tightenPolicy() {
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  // A worker made of a Blob is bound by its page's policy, and has WebAssembly to compile.
  policy.content = packed ? "script-src 'wasm-unsafe-eval'; worker-src blob:" : "script-src 'self'";
  document.head.append(policy);
  root.dataset.ready = "true";
  performance.mark("ready");
}

/** From the second visit on the page opens without a network. What was pasted has no part in it: see sw.js. */
function keepFiles() {
  if (!packed && "serviceWorker" in navigator) {
    // Refused where the browser keeps nothing, in a private window for example: the page is as good without.
    navigator.serviceWorker.register("sw.js").catch(() => {});
  }
}

function explain(error) {
  const tooOld = error instanceof SyntaxError || (window.WebAssembly && error instanceof WebAssembly.CompileError);
  const shown = document.getElementById(tooOld ? "unsupported" : "unreachable");
  if (shown) {
    shown.hidden = false;
    document.getElementById("loading").hidden = true;
  }
  console.error(error);
}

start().then(tightenPolicy).then(keepFiles, explain);
