// @ts-check
// The worker that reads what is pasted, beside the page. In: the page's own WebAssembly, compiled; nothing is fetched or compiled
// twice. Out: the same program without a page, which answers what the page asks: see crates/app/src/worker.rs.
//
// In gouji.html what it imports stands before this, in one script.

import init from "./gouji-app.js";

/** Refused by a policy, for example: the page is told as of any other error, and reads by itself. */
const tell = (error) =>
  setTimeout(() => {
    throw error;
  });

addEventListener("message", ({ data }) => init({ module_or_path: data }).catch(tell), { once: true });
