// @ts-check
// Registers <gouji-checker>; importing this does nothing else.

import { define } from "./element.js";

define();
