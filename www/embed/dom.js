// @ts-check
// In: nodes of a page that is not ours. Out: what the browser itself says of them.
//
// A page can name a field of a form, or a picture of the document, after any property: `<form><input name=nextSibling>` makes `form.nextSibling` that
// input, and whoever walks the page by it walks in a circle. The getters and methods of the prototypes cannot be named away. Whoever reads a page
// reads nodes through here.

const from = (owner, name) => {
  // There is no DOM in a worker and in Node, where the package is loaded too.
  const described = typeof Node === "undefined" ? null : Object.getOwnPropertyDescriptor(globalThis[owner].prototype, name);
  return described?.get ?? described?.value;
};
const getter = (owner, name) => {
  const get = from(owner, name);
  return (node) => get.call(node);
};
const method = (owner, name) => {
  const call = from(owner, name);
  return (node, ...words) => call.apply(node, words);
};

export const nodeType = getter("Node", "nodeType");
export const nodeName = getter("Node", "nodeName");
export const firstChild = getter("Node", "firstChild");
export const nextSibling = getter("Node", "nextSibling");
export const parentNode = getter("Node", "parentNode");
export const parentElement = getter("Node", "parentElement");
export const ownerDocument = getter("Node", "ownerDocument");
export const data = getter("CharacterData", "data");
export const previousElementSibling = getter("Element", "previousElementSibling");
export const hasAttribute = method("Element", "hasAttribute");
export const getAttribute = method("Element", "getAttribute");
export const closest = method("Element", "closest");
export const defaultView = getter("Document", "defaultView");
export const documentElement = getter("Document", "documentElement");
export const title = getter("Document", "title");
export const createRange = method("Document", "createRange");
export const querySelectorAll = method("Document", "querySelectorAll");
export const scrollIntoView = method("Element", "scrollIntoView");

/** The style sheets that a document or a shadow root has adopted, and how to adopt others. */
const sheets = () => Object.getOwnPropertyDescriptor(Document.prototype, "adoptedStyleSheets");
const isDocument = (root) => ownerDocument(root) === null;
export const adopted = (root) => [...(isDocument(root) ? sheets().get.call(root) : root.adoptedStyleSheets)];
export const adopt = (root, all) => {
  if (isDocument(root)) sheets().set.call(root, all);
  else root.adoptedStyleSheets = all;
};

/** The document of a node; a document is its own. */
export const documentOf = (node) => ownerDocument(node) ?? node;
