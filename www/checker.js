// The worker that reads what is pasted, beside the page. In: the page's own WebAssembly, compiled; nothing is fetched or compiled
// twice. Out: the same program without a page, which answers what the page asks: see crates/app/src/worker.rs.
//
// In gouji.html what it imports stands before this, in one script.

import init from "./gouji-app.js";

addEventListener("message", ({ data }) => init({ module_or_path: data }), { once: true });
