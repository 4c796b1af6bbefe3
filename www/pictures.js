// @ts-check
// The worker that reads pictures. In: [number, pictures], a list of Blobs, the pages of one report. Out: "ready" once the readers are loaded;
// [number] when it begins, [number, done, all, slowly] for every few figures, [number, answer] when it is done, null where the reader stopped; {failed}
// where the readers do not load. See crates/app/src/browser/client.rs, and crates/viewer for the answer.
//
// A classic worker with a classic script: browsers built on Chromium 86 load both. In gouji-pictures.html what it loads stands before this, in one
// script. Pictures are decoded by the browser, and their pixels handed over some rows at a time.

if (typeof wasm_bindgen === "undefined") importScripts("gouji-viewer.js");

/** Pictures of one report at most. */
const MAX_PICTURES = 60;

/** Rows of pixels that are handed over at once. */
const ROWS = 256;

/** A function of one instruction on several numbers at once. Chromium before 91 and Safari before 16.4 know none, and are told which build is for them. */
const SIMD = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];
const isSlow = !WebAssembly.validate(new Uint8Array(SIMD));

const unpacked = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

async function model() {
  if (typeof packedModel === "string") return unpacked(packedModel);
  const answer = await fetch("recogniser.onnx");
  if (!answer.ok) throw new Error(`recogniser.onnx: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** The module, in the build for this browser. */
function module() {
  if (typeof packed === "string") return unpacked(isSlow ? packed : packedSimd);
  return isSlow ? "gouji-viewer_bg.wasm" : "gouji-viewer-simd_bg.wasm";
}

async function load() {
  const weights = model();
  // The module may fail first; that the model fails too is then nobody's business.
  weights.catch(() => {});
  await wasm_bindgen({ module_or_path: module() });
  const viewer = wasm_bindgen.Viewer.load(await weights);
  if (viewer === undefined) throw new Error("the model is damaged");
  return viewer;
}

/** The whole of a picture for the viewer; else what is wrong with it. */
async function show(viewer, picture) {
  const size = wasm_bindgen.size(new Uint8Array(await picture.arrayBuffer()));
  if (size === undefined) return "unknown";
  // A small file may unfold to more pixels than there is memory.
  if (size[0] * size[1] > wasm_bindgen.most_pixels()) return "large";
  if (typeof OffscreenCanvas === "undefined") return "browser";
  let bitmap;
  try {
    bitmap = await createImageBitmap(picture);
  } catch {
    return "unknown";
  }
  const { width, height } = bitmap;
  if (!viewer.begin(width, height)) return "large";
  const canvas = new OffscreenCanvas(width, Math.min(ROWS, height));
  /** @type {any} */
  const context = canvas.getContext("2d", { willReadFrequently: true });
  for (let top = 0; top < height; top += ROWS) {
    const rows = Math.min(ROWS, height - top);
    // What is transparent lies on white.
    context.fillStyle = "#fff";
    context.fillRect(0, 0, width, rows);
    context.drawImage(bitmap, 0, -top);
    viewer.rows(new Uint8Array(context.getImageData(0, 0, width, rows).data.buffer));
  }
  bitmap.close();
}

async function read(number, pictures) {
  const viewer = await loaded;
  postMessage([number]);
  try {
    if (pictures.length > MAX_PICTURES) return wasm_bindgen.refused("many");
    for (const [page, picture] of pictures.entries()) {
      postMessage([number, 0, 0, isSlow]);
      const problem = await show(viewer, picture);
      if (problem) {
        viewer.forget();
        return wasm_bindgen.refused(problem, pictures.length > 1 ? page + 1 : undefined);
      }
    }
    return viewer.read((done, all) => postMessage([number, done, all, isSlow]));
  } catch {
    // The reader stopped: a bug of ours, or more memory asked for than there is. Its module is of no use any more.
    return null;
  }
}

const loaded = load();
loaded.then(
  () => postMessage("ready"),
  () => postMessage({ failed: "load" }),
);

// One at a time: the page asks the next once it has its answer.
addEventListener("message", ({ data: [number, pictures] }) => {
  read(number, pictures).then(
    (answer) => postMessage([number, answer]),
    () => {},
  );
});
