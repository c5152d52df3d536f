// The official SDK as a client that verifies the agent's signed card, with the keys that the signatures point to.
// Arguments: the agent's base URL.
import { verifyAgentCardSignature } from '@a2a-js/sdk';
import { ClientFactory } from '@a2a-js/sdk/client';
import { run, step } from './report.mjs';

const [baseUrl] = process.argv.slice(2);
const card = await (await fetch(new URL('.well-known/agent-card.json', baseUrl))).json();

/** Trusts one key alone, so that its signature is the one that counts. */
const only = (trusted) => async (kid, jku) => {
  const { keys } = await (await fetch(jku)).json();
  const key = kid === trusted && keys.find((one) => one.kid === kid);
  if (!key) {
    throw new Error(`${kid} is not trusted`);
  }
  return key;
};

const outcome = async (trusted, changes) => {
  try {
    await verifyAgentCardSignature(only(trusted))({ ...card, ...changes });
    return { valid: true };
  } catch (error) {
    return { valid: false, says: error.message };
  }
};

console.debug = () => {};

await run(async () => {
  if (!card.securitySchemes) {
    // The card that the client keeps has lost what its security schemes say when it is verified.
    const client = await new ClientFactory().createFromUrl(baseUrl);
    await step('in the client', async () => ({ name: (await client.getAgentCard(undefined, verifyAgentCardSignature(only('es256')))).name }));
  }
  for (const key of ['es256', 'es384', 'rs256', 'ps256']) {
    await step(key, () => outcome(key));
  }
  await step('another name', () => outcome('es256', { name: 'Another' }));
  await step('another address', () => outcome('es256', { supportedInterfaces: [] }));
  await step('an unknown key', () => outcome('none'));
});
