// The worker that reads one file. In: its bytes. Out: "ready" once the readers are loaded, then {answer} or {failed}.
//
// A classic worker with a classic script: browsers built on Chromium 86 load both. In gouji.html what it loads stands before
// this, in one script.

if (typeof wasm_bindgen === "undefined") importScripts("gouji-opener.js");

const readers =
  typeof packed === "string" ? Uint8Array.from(atob(packed), (char) => char.charCodeAt(0)) : "gouji-opener_bg.wasm";
const loaded = wasm_bindgen({ module_or_path: readers });

async function answer(bytes) {
  try {
    await loaded;
  } catch (error) {
    return { failed: "load" };
  }
  postMessage("ready");
  try {
    return { answer: wasm_bindgen.open(new Uint8Array(bytes)) };
  } catch (error) {
    // The reader stopped: a bug of ours, or more memory asked for than there is.
    return { failed: "crash" };
  }
}

addEventListener("message", ({ data }) => answer(data).then((result) => postMessage(result)));
