// Tasks with the official SDK: looking at them, watching them and ending them.
import { randomUUID } from 'node:crypto';
import { TaskState } from '@a2a-js/sdk';
import { run, step, until } from './report.mjs';
import { all, answer, cancel, client, event, failure, get, longTask, request, state, subscribe } from './sdk.mjs';

const list = (filter) => client.listTasks({
  tenant: '', contextId: '', status: TaskState.TASK_STATE_UNSPECIFIED, pageSize: undefined, pageToken: '', historyLength: undefined,
  statusTimestampAfter: undefined, includeArtifacts: undefined, ...filter,
});

const working = (id) => until(() => get(id), (task) => state(task) === 'TASK_STATE_WORKING');

await run(async () => {
  await step('get', async () => {
    const sent = await client.sendMessage(request('tck-artifact-text'));
    const got = await get(sent.id);
    return { ...answer(got), same: got.id === sent.id && got.contextId === sent.contextId, history: got.history.length, none: (await get(sent.id, 0)).history.length };
  });

  await step('list', async () => {
    const contextId = randomUUID();
    const ids = [];
    for (const messageId of ['tck-artifact-text', 'tck-input-required', 'tck-artifact-data']) {
      ids.unshift((await client.sendMessage(request(messageId, { contextId }))).id);
    }
    const first = await list({ contextId, pageSize: 2 });
    const second = await list({ contextId, pageSize: 2, pageToken: first.nextPageToken });
    const waiting = await list({ contextId, status: TaskState.TASK_STATE_INPUT_REQUIRED });
    const complete = await list({ contextId, includeArtifacts: true });
    return {
      newestFirst: [...first.tasks, ...second.tasks].every((task, i) => task.id === ids[i]),
      pages: [first, second].map((page) => ({ tasks: page.tasks.length, pageSize: page.pageSize, totalSize: page.totalSize, more: page.nextPageToken !== '' })),
      waiting: waiting.tasks.map((task) => ids.indexOf(task.id)),
      artifacts: first.tasks.map((task) => task.artifacts.length),
      withArtifacts: complete.tasks.map((task) => task.artifacts.length),
    };
  });

  await step('tenant', async () => {
    const { id } = await client.sendMessage({ ...request('tck-complete-task'), tenant: 'acme' });
    const own = await client.getTask({ tenant: 'acme', id, historyLength: undefined });
    return { own: state(own), others: await get(id).catch((error) => failure(error).error) };
  });

  await step('cancel', async () => {
    const id = await longTask();
    await working(id);
    const watching = subscribe(id);
    const snapshot = event((await watching.next()).value);
    return { ...answer(await cancel(id)), after: state(await get(id)), watched: [snapshot, ...(await all(watching)).map(event)] };
  });
  await step('cancel what waits', async () => {
    const { id } = await client.sendMessage(request('tck-input-required'));
    return { ...answer(await cancel(id)) };
  });

  await step('return immediately and subscribe twice', async () => {
    const started = await client.sendMessage(request('test-resubscribe-message-id', { configuration: { returnImmediately: true } }));
    await working(started.id);
    const watched = await Promise.all([all(subscribe(started.id)), all(subscribe(started.id))]);
    return { started: ['TASK_STATE_SUBMITTED', 'TASK_STATE_WORKING'].includes(state(started)), watched: watched.map((events) => events.map(event)), after: state(await get(started.id)) };
  });

  await step('resubscribe after a lost connection', async () => {
    const lost = new AbortController();
    const stream = client.sendMessageStream(request('test-resubscribe-message-id'), { signal: lost.signal });
    const { id } = (await stream.next()).value.payload.value;
    await working(id);
    lost.abort();
    await stream.return();
    const again = subscribe(id);
    const snapshot = (await again.next()).value;
    const canceled = await cancel(id);
    return { resumed: event(snapshot), canceled: state(canceled), rest: (await all(again)).map(event) };
  }, failure);
});
