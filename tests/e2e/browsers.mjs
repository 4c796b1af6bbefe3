// @ts-check
// In: GOUJI_FIREFOX and GOUJI_OLD_CHROMIUM. Out: browsers other than the Chromium in which everything else is tested, each
// started when it is first wanted; where one is not at hand, the reason.

import { delimiter, dirname, join } from "node:path";
import { chromium, firefox } from "playwright-core";
import { launch, PATIENCE } from "./chromium.mjs";

/** What the Chromiums of 2020 want to run without a screen, from the folder that brings their libraries. */
function launchOld(path) {
  const folder = dirname(path);
  return chromium.launch({
    executablePath: path,
    args: ["--no-sandbox", "--disable-gpu", "--no-zygote"],
    env: { ...process.env, LD_LIBRARY_PATH: [join(folder, "lib"), folder].join(delimiter) },
    timeout: PATIENCE,
  });
}

const old = (process.env.GOUJI_OLD_CHROMIUM ?? "").split(delimiter).filter(Boolean);

/** Name, how to start it, and why not. */
export const browsers = [
  { name: "Chromium", launch },
  {
    name: "Firefox",
    launch: () => firefox.launch({ channel: "moz-firefox", executablePath: process.env.GOUJI_FIREFOX }),
    missing: process.env.GOUJI_FIREFOX ? false : "no Firefox: install it, or name it in GOUJI_FIREFOX",
  },
  ...old.map((path) => ({ name: `old Chromium, ${path}`, launch: () => launchOld(path), old: true })),
  ...(old.length ? [] : [{ name: "old Chromium", old: true, missing: "none: CONTRIBUTING.md says how to get one" }]),
];
