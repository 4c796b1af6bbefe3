// In: GOUJI_URL. Out: how long the JavaScript API takes to check one portal page in Chromium.
//
// The page to check and the call are filled in with the API's own spec; until then this says what it would measure.

import { launch, newPage, url } from "./harness.mjs";

const { page } = await newPage();
await page.goto(url);
const start = await page.evaluate(() => {
  const [navigation] = performance.getEntriesByType("navigation");
  return { domInteractive: navigation.domInteractive, ready: performance.now() };
});
console.log(`the page is interactive after ${start.domInteractive.toFixed(0)} ms`);
await (await launch()).close();
