// Sending messages with the official SDK, and what comes back.
import { run, step } from './report.mjs';
import { all, answer, client, event, request, state } from './sdk.mjs';

const send = async (messageId, message) => answer(await client.sendMessage(request(messageId, message)));
const stream = async (messageId, message) => ({ events: (await all(client.sendMessageStream(request(messageId, message)))).map(event) });

await run(async () => {
  await step('client', async () => ({ agent: (await client.getAgentCard()).name, transport: client.transport.protocolName, version: client.protocolVersion }));

  await step('complete', () => send('tck-complete-task'));
  await step('reject', () => send('tck-reject-task'));
  await step('text', () => send('tck-artifact-text'));
  await step('file', () => send('tck-artifact-file'));
  await step('file by URL', () => send('tck-artifact-file-url'));
  await step('data', () => send('tck-artifact-data'));
  await step('message', () => send('tck-message-response'));

  await step('stream', () => stream('tck-stream-001'));
  await step('stream of chunks', () => stream('tck-stream-artifact-chunked'));
  await step('stream of a message', () => stream('tck-message-response'));

  await step('continue', async () => {
    const asked = await client.sendMessage(request('tck-input-required'));
    const completed = await client.sendMessage(request('tck-complete-task', { taskId: asked.id }));
    return { asked: state(asked), says: asked.status.message.parts[0].content.value, completed: state(completed),
      sameTask: completed.id === asked.id, sameContext: completed.contextId === asked.contextId, history: completed.history.length };
  });
  await step('continue in a stream', async () => {
    const asked = await all(client.sendMessageStream(request('tck-input-required')));
    const { id: taskId, contextId } = asked[0].payload.value;
    return { asked: asked.map(event), ...(await stream('tck-stream-001', { taskId, contextId })) };
  });

  await step('history left out', async () => ({ history: (await client.sendMessage(request('tck-complete-task', { configuration: { historyLength: 0 } }))).history.length }));
  await step('context of the client', async () => ({ contextId: (await client.sendMessage(request('tck-complete-task', { contextId: 'trip-7' }))).contextId }));
  await step('time', async () => {
    const { timestamp } = (await client.sendMessage(request('tck-complete-task'))).status;
    return { isNow: Math.abs(Date.now() - Date.parse(timestamp)) < 60_000 };
  });
});
