// One exchange of a client of A2A 0.3 with the agent at an address: node client.mjs <url> <exchange>. Prints what the client saw.
import { ClientFactory } from '@a2a-js/sdk/client';
import { randomUUID } from 'node:crypto';

const [url, exchange] = process.argv.slice(2);
const client = await new ClientFactory().createFromUrl(url);

const message = (parts, more) => ({ kind: 'message', messageId: randomUUID(), role: 'user', parts, ...more });
const report = (...items) => message([{ kind: 'data', data: { employee: 'Grace Hopper', currency: 'EUR', submittedOn: '2026-11-20', items } }]);
const train = { description: 'Train', category: 'Transport', amount: 38.5, date: '2026-11-12', receipt: 'train.pdf' };
const hotel = { description: 'Hotel', category: 'Lodging', amount: 142, date: '2026-11-12' };
const question = { message: message([{ kind: 'text', text: 'What is in the policy?' }], { metadata: { skillId: 'explain-policy' } }) };

const begin = async () => (await client.sendMessage({ ...question, configuration: { blocking: false } })).id;

async function all(stream) {
  const events = [];
  for await (const event of stream) {
    events.push(event);
  }

  return events;
}

async function failure(call) {
  try {
    return { answered: await call() };
  } catch (error) {
    return { name: error.constructor.name, message: error.message };
  }
}

const exchanges = {
  card: () => client.getAgentCard(),
  send: () => client.sendMessage({ message: report(train) }),
  async ask() {
    const asked = await client.sendMessage({ message: report(hotel) });
    const file = { bytes: 'JVBERi0xLjQ=', name: 'hotel.pdf', mimeType: 'application/pdf' };
    return [asked, await client.sendMessage({ message: message([{ kind: 'file', file }], { taskId: asked.id, contextId: asked.contextId }) })];
  },
  stream: () => all(client.sendMessageStream(question)),
  async get() {
    const sent = await client.sendMessage({ message: report(train) });
    return [sent, await client.getTask({ id: sent.id, historyLength: 0 })];
  },
  cancel: async () => client.cancelTask({ id: await begin() }),
  async resubscribe() {
    const id = await begin();
    return [id, ...(await all(client.resubscribeTask({ id })))];
  },
  async errors() {
    const ended = await client.sendMessage({ message: report(train) });
    return [
      await failure(() => client.getTask({ id: 'no such task' })),
      await failure(() => client.cancelTask({ id: ended.id })),
      await failure(() => client.sendMessage({ message: message([{ kind: 'text', text: 'more' }], { taskId: ended.id }) })),
      await failure(() => client.sendMessage({ message: message([]) })),
      await failure(() => all(client.resubscribeTask({ id: 'no such task' }))),
    ];
  },
};

console.log(JSON.stringify(await exchanges[exchange]()));
