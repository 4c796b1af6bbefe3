// In: the two links that trunk puts into the page's head, one to the JavaScript, one to the WebAssembly of the page.
// Out: the running page, or in its place a sentence that says why there is none.

const script = document.querySelector('link[rel="modulepreload"]').href;
const wasm = document.querySelector('link[rel="preload"][as="fetch"]').href;

function start() {
  if (typeof WebAssembly !== "object") {
    return Promise.reject(new SyntaxError("no WebAssembly"));
  }
  return import(script).then((page) => page.default({ module_or_path: wasm }));
}

/** From here on nothing is compiled, so nothing may be: policies add up, and the strictest wins. */
function tightenPolicy() {
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = "script-src 'self'";
  document.head.append(policy);
  document.documentElement.dataset.ready = "true";
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

start().then(tightenPolicy, explain);
