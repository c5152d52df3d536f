// Push notifications with the official SDK: its client sets webhooks, and what arrives there is read with its own types.
import { createServer } from 'node:http';
import { StreamResponse } from '@a2a-js/sdk';
import { run, step } from './report.mjs';
import { client, event, failure, request } from './sdk.mjs';

/** A webhook on a free port; gives what arrives until a task has ended. */
async function webhook() {
  const arrived = [];
  let ended;
  const end = new Promise((resolve) => { ended = resolve; });
  const server = createServer(async (incoming, outgoing) => {
    const chunks = [];
    for await (const chunk of incoming) {
      chunks.push(chunk);
    }
    const notification = event(StreamResponse.fromJSON(JSON.parse(Buffer.concat(chunks))));
    arrived.push({ notification, headers: incoming.headers });
    outgoing.writeHead(204).end();
    if (notification.endsWith('COMPLETED')) {
      ended(arrived);
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://localhost:${server.address().port}/hook`, end };
}

const config = (taskId, id, url) => ({ tenant: '', taskId, id, url, token: 'the-token', authentication: { scheme: 'Bearer', credentials: 'the-credentials' } });

const seen = ({ id, url, token, authentication }) => ({ id, url, token, scheme: authentication?.scheme, credentials: authentication?.credentials });

const headers = ({ authorization, ...others }) => [authorization, others['x-a2a-notification-token'], others['content-type']];

await run(async () => {
  const { id: taskId } = await client.sendMessage(request('tck-complete-task'));
  const ofTask = { tenant: '', taskId, id: 'c1' };

  await step('create', async () => seen(await client.createTaskPushNotificationConfig(config(taskId, 'c1', 'https://example.com/hook'))));
  await step('get', async () => seen(await client.getTaskPushNotificationConfig(ofTask)));
  await step('list', async () => ({ configs: (await client.listTaskPushNotificationConfig({ tenant: '', taskId, pageSize: 0, pageToken: '' })).configs.map(seen) }));
  await step('delete twice', async () => {
    await client.deleteTaskPushNotificationConfig(ofTask);
    await client.deleteTaskPushNotificationConfig(ofTask);
    return {};
  });
  await step('get what is deleted', async () => seen(await client.getTaskPushNotificationConfig(ofTask)), (error) => ({ error: failure(error).error }));

  await step('webhook of a message', async () => {
    const hook = await webhook();
    const waiting = await client.sendMessage(request('tck-input-required', { configuration: { taskPushNotificationConfig: config('', 'c2', hook.url) } }));
    await client.sendMessage(request('tck-complete-task', { taskId: waiting.id, contextId: waiting.contextId }));
    const arrived = await hook.end;
    return { events: arrived.map((one) => one.notification), headers: headers(arrived[0].headers) };
  });
});
