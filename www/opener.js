// @ts-check
// The worker that reads files. In: [number, bytes], or [number, text] for a file of settings (gouji.toml). Out: "ready" once the readers are loaded; [number] when a file is begun and
// [number, answer] when it is done, null where the reader stopped; {failed} where the readers do not load. See
// crates/app/src/browser/client.rs.
//
// A classic worker with a classic script: browsers built on Chromium 86 load both. In gouji.html what it loads stands before
// this, in one script.

if (typeof wasm_bindgen === "undefined") importScripts("gouji-opener.js");

const readers = typeof packed === "string" ? Uint8Array.from(atob(packed), (char) => char.charCodeAt(0)) : "gouji-opener_bg.wasm";
const loaded = wasm_bindgen({ module_or_path: readers }).then(
  () => postMessage("ready"),
  () => postMessage({ failed: "load" }),
);

function open(given) {
  try {
    if (typeof given === "string") return wasm_bindgen.settings(given);
    const file = new Uint8Array(given);
    return wasm_bindgen.unpack(file) || wasm_bindgen.open(file);
  } catch {
    // The reader stopped: a bug of ours, or more memory asked for than there is. Its module is of no use any more.
    return null;
  }
}

addEventListener("message", ({ data: [number, given] }) =>
  loaded.then(() => {
    postMessage([number]);
    postMessage([number, open(given)]);
  }),
);
