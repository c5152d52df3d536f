// The official SDK as a signer, and JSON.stringify as another library that writes a signed card.
// Arguments: a card to sign, a signed card to write anew, and the folder for what comes of them.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateAgentCardSignature } from '@a2a-js/sdk';
import { exportJWK, generateKeyPair } from 'jose';
import { run, step } from './report.mjs';

const [unsigned, signed, folder] = process.argv.slice(2);
const write = (name, value, indent) => writeFile(join(folder, name), JSON.stringify(value, null, indent));

/** The same JSON with the members of every object the other way round. */
const reversed = (value) => {
  if (Array.isArray(value)) {
    return value.map(reversed);
  }
  return value && typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).reverse().map(([name, member]) => [name, reversed(member)]))
    : value;
};

await run(async () => {
  const card = JSON.parse(await readFile(unsigned, 'utf8'));
  const keys = [];
  for (const alg of ['ES256', 'ES384', 'RS256', 'PS256']) {
    await step(alg, async () => {
      const { publicKey, privateKey } = await generateKeyPair(alg);
      keys.push({ ...(await exportJWK(publicKey)), kid: alg });
      await write(`${alg}.json`, await generateAgentCardSignature(privateKey, { alg, kid: alg, typ: 'JOSE' })(card));
    });
  }
  await write('jwks.json', { keys });
  await step('write anew', async () => write('reversed.json', reversed(JSON.parse(await readFile(signed, 'utf8'))), 2));
});
