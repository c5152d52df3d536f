// What the official SDK raises when it asks an agent for what its card leaves out.
import { run, step } from './report.mjs';
import { all, answer, client, event, failure, request } from './sdk.mjs';

const refused = (name, action) => step(name, async () => {
  await action();
  return { error: 'none' };
}, failure);

// Around the client, which would look at the card and refuse by itself.
const { transport } = client;
const version = { serviceParameters: { 'A2A-Version': '1.0' } };

const config = { tenant: '', id: 'c1', taskId: 't1', url: 'https://example.com/hook', token: '', authentication: undefined };
const ofTask = { tenant: '', id: 'c1', taskId: 't1' };

await run(async () => {
  await step('send', async () => answer(await client.sendMessage(request('tck-complete-task'))));
  await step('stream, which the SDK turns into a send', async () => ({ events: (await all(client.sendMessageStream(request('tck-complete-task')))).map(event) }));

  await refused('stream', () => all(transport.sendMessageStream(request('tck-complete-task'), version)));
  await refused('subscribe', () => all(transport.resubscribeTask({ tenant: '', id: 't1' }, version)));
  await refused('extended card', () => transport.getExtendedAgentCard({ tenant: '' }, version));

  await refused('create a push configuration', () => transport.createTaskPushNotificationConfig(config, version));
  await refused('get a push configuration', () => transport.getTaskPushNotificationConfig(ofTask, version));
  await refused('list push configurations', () => transport.listTaskPushNotificationConfig({ tenant: '', taskId: 't1', pageSize: 0, pageToken: '' }, version));
  await refused('delete a push configuration', () => transport.deleteTaskPushNotificationConfig(ofTask, version));
  await refused('send with a push configuration', () => client.sendMessage(request('tck-complete-task', { configuration: { taskPushNotificationConfig: config } })));
});
