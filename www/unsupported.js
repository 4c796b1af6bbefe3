// @ts-check
// Run only by browsers that do not know modules, and so could not run loader.js. Plain ES3.
document.getElementById("loading").hidden = true;
document.getElementById("unsupported").removeAttribute("hidden");
