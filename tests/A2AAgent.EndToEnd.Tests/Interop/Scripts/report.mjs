// What a script prints: one JSON line for each step, in the order of the steps.

const LIMIT = 90_000;

/** Runs the steps of a script and ends the process: open channels would keep it alive. */
export async function run(steps) {
  setTimeout(() => end(`no end after ${LIMIT} ms`), LIMIT).unref();
  try {
    await steps();
    process.exit(0);
  } catch (error) {
    end(error.stack);
  }
}

/** Runs a step and prints what it gives; what it throws goes through describe. */
export async function step(name, action, describe) {
  let outcome;
  try {
    outcome = await action();
  } catch (error) {
    outcome = describe?.(error);
    if (outcome === undefined) {
      throw error;
    }
  }
  console.log(JSON.stringify({ step: name, ...outcome }));
}

/** Asks until the answer is as wished, at most 10 s. */
export async function until(ask, wished) {
  for (let i = 0; i < 200; i++) {
    const answer = await ask();
    if (wished(answer)) {
      return answer;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('It did not come to that within 10 s.');
}

function end(reason) {
  console.error(reason);
  process.exit(1);
}
