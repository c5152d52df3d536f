// Which of its error classes the official SDK raises for what an agent refuses.
import { run, step } from './report.mjs';
import { all, cancel, client, failure, get, longTask, request, subscribe } from './sdk.mjs';

const nowhere = 'no-such-task';
const refused = (name, action) => step(name, async () => {
  await action();
  return { error: 'none' };
}, failure);

/** Around the client, which would put its own version into the request. */
const withVersion = (version) => client.transport.getTask({ tenant: '', id: nowhere, historyLength: undefined }, { serviceParameters: { 'A2A-Version': version } });

await run(async () => {
  const { id: ended } = await client.sendMessage(request('tck-complete-task'));
  const { id: waiting, contextId } = await client.sendMessage(request('tck-input-required'));

  await refused('get unknown', () => get(nowhere));
  await refused('cancel unknown', () => cancel(nowhere));
  await refused('subscribe to unknown', () => all(subscribe(nowhere)));
  await refused('send to unknown', () => client.sendMessage(request('tck-complete-task', { taskId: nowhere })));
  await refused('stream to unknown', () => all(client.sendMessageStream(request('tck-complete-task', { taskId: nowhere }))));

  await refused('cancel ended', () => cancel(ended));
  await refused('subscribe to ended', () => all(subscribe(ended)));
  await refused('send to ended', () => client.sendMessage(request('tck-complete-task', { taskId: ended })));
  await refused('send to working', async () => {
    const taskId = await longTask();
    await client.sendMessage(request('tck-complete-task', { taskId })).finally(() => cancel(taskId));
  });

  await refused('send without parts', () => client.sendMessage(request('tck-complete-task', { parts: [] })));
  await refused('send without id', () => client.sendMessage(request('')));
  await refused('send to another context', () => client.sendMessage(request('tck-complete-task', { taskId: waiting, contextId: `${contextId}-not` })));
  await refused('get negative history', () => get(ended, -1));
  await refused('send an unknown media type', () => client.sendMessage(request('tck-complete-task', {
    parts: [{ content: { $case: 'raw', value: Buffer.from('x') }, metadata: undefined, filename: '', mediaType: 'video/ogg' }] })));

  await refused('another version', () => withVersion('2.0'));
});
