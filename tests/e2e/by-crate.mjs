// @ts-check
// In: a WebAssembly module that still has the names of its functions. Out: what its bytes are, crate by crate: raw, and gzipped by itself. A generic
// counts for the crate that it is of, not for the one that uses it.
//
//   node tests/e2e/by-crate.mjs MODULE

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const [CUSTOM, IMPORT, CODE, DATA] = [0, 2, 10, 11];
const [FUNCTION_IMPORT, FUNCTION_NAMES] = [0, 1];

/** Reads numbers and names one after the other. */
class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }
  number() {
    let [value, shift] = [0, 0];
    for (;;) {
      const byte = this.bytes[this.at++];
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
      shift += 7;
    }
  }
  take(length) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
  text() {
    return new TextDecoder().decode(this.take(this.number()));
  }
}

/** The crate that a name is of, in Rust's old mangling, the new one, or as people write it. */
export function crateOf(name) {
  const old = /^_ZN(.*)E$/.exec(name);
  if (old) {
    const first = /^(\d+)/.exec(old[1]);
    const part = old[1].slice(first[1].length, first[1].length + Number(first[1]));
    // `<crate::Type as other::Trait>::method`: whose type it is, unless that is a primitive or a parameter.
    const paths = part.startsWith("_$LT$") ? [...part.matchAll(/([a-z_][a-z0-9_]*)\.\./g)].map((path) => path[1]) : [part];
    return paths[0] ?? "core";
  }
  if (name.startsWith("_R")) {
    const crate = /C(?:s[0-9A-Za-z]*_)?(\d+)_?([A-Za-z_][A-Za-z0-9_]*)/.exec(name);
    return crate ? crate[2].slice(0, Number(crate[1])) : "core";
  }
  // As wasm-bindgen writes it: `<gouji::report::Report as core::clone::Clone>::clone`.
  const written = /(?<![\w:])([a-z_]\w*)(?:\[[0-9a-f]+\])?::/.exec(name);
  if (written) return written[1];
  return /bindgen|^__wb|externref/.test(name) ? "wasm_bindgen" : "(without a name)";
}

/** What the module consists of: raw bytes by crate, with the tables of constants and all that is neither beside them. */
export function byCrate(module) {
  const reader = new Reader(module, 8);
  const parts = new Map();
  const add = (crate, bytes) => parts.set(crate, [...(parts.get(crate) ?? []), bytes]);
  const [names, bodies] = [new Map(), []];
  let imports = 0;
  while (reader.at < module.length) {
    const id = reader.bytes[reader.at++];
    const body = reader.take(reader.number());
    const inside = new Reader(body);
    if (id === IMPORT) imports = functionsImported(inside);
    if (id === CODE) for (let count = inside.number(); count > 0; count -= 1) bodies.push(inside.take(inside.number()));
    else if (id === DATA) add("(constants)", body);
    else if (id === CUSTOM && inside.text() === "name") readNames(inside, names);
    else add("(other)", body);
  }
  if (names.size === 0) throw new Error("the module has no names: build it with them");
  for (const [index, body] of bodies.entries()) add(crateOf(names.get(imports + index) ?? ""), body);
  const rows = [...parts].map(([crate, bytes]) => ({ crate, bytes: Buffer.concat(bytes) }));
  return rows.map(({ crate, bytes }) => ({ crate, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length })).sort((a, b) => b.gzip - a.gzip);
}

/** How many of the imports are functions; they have the first numbers. */
function functionsImported(inside) {
  let functions = 0;
  for (let count = inside.number(); count > 0; count -= 1) {
    inside.text();
    inside.text();
    const kind = inside.take(1)[0];
    if (kind === FUNCTION_IMPORT) functions += 1;
    if (kind === FUNCTION_IMPORT) inside.number();
    else if (kind === 3) inside.take(2);
    else {
      if (kind === 1) inside.take(1);
      const limits = inside.number();
      inside.number();
      if (limits & 1) inside.number();
    }
  }
  return functions;
}

function readNames(inside, names) {
  while (inside.at < inside.bytes.length) {
    const kind = inside.take(1)[0];
    const part = new Reader(inside.take(inside.number()));
    if (kind !== FUNCTION_NAMES) continue;
    for (let count = part.number(); count > 0; count -= 1) names.set(part.number(), part.text());
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const module = readFileSync(process.argv[2]);
  const rows = byCrate(module);
  const kilo = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(11);
  const row = (crate, raw, gzip) => console.log(crate.padEnd(32) + kilo(raw) + kilo(gzip));
  console.log("".padEnd(32) + "raw".padStart(11) + "gzip alone".padStart(12));
  const [large, small] = [rows.filter(({ gzip }) => gzip >= 1000), rows.filter(({ gzip }) => gzip < 1000)];
  for (const { crate, raw, gzip } of large) row(crate, raw, gzip);
  const sum = (of, key) => of.reduce((total, one) => total + one[key], 0);
  row(`${small.length} smaller ones`, sum(small, "raw"), sum(small, "gzip"));
  row("= all, without names", sum(rows, "raw"), sum(rows, "gzip"));
}
