// @ts-check
// The worker of WorkerChecker. In: {id, name, args}. Out: {id, began} at once, then {id, answer} or {id, error}.

// @ts-expect-error Not for users of the package: the types beside the module leave it out.
import { CALLS } from "./checkers.js";
import { GoujiError, init } from "./index.js";

addEventListener("message", async ({ data: { id, name, args } }) => {
  postMessage({ id, began: true });
  try {
    const answer = name === "init" ? await init(...args) : await CALLS[name](...args);
    postMessage({ id, answer });
  } catch (thrown) {
    const { code, message, answer } = GoujiError.from(thrown);
    postMessage({ id, error: { code, message, answer } });
  }
});
