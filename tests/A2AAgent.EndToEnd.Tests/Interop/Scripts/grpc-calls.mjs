// Each shape of call with a plain gRPC client, and its ways to end early.
import grpc from '@grpc/grpc-js';
import { run, step, until } from './report.mjs';
import { a2a, all, call, event, failure, message, metadata, state } from './grpc.mjs';

const client = a2a();
const get = async (id) => (await call(client, 'GetTask', { id })).answer;
const working = (id) => until(() => get(id), (task) => state(task) === 'TASK_STATE_WORKING');
const start = async (more) => (await call(client, 'SendMessage', { ...message('test-resubscribe-message-id', more), configuration: { returnImmediately: true } })).answer.task;
const cancel = async (id) => state((await call(client, 'CancelTask', { id })).answer);
const running = async (contextId) => (await call(client, 'ListTasks', { contextId })).answer.tasks[0];

await run(async () => {
  await step('unary', async () => {
    const { answer } = await call(client, 'SendMessage', message('tck-artifact-data'));
    return { answered: answer.payload, state: state(answer.task), kind: answer.task.artifacts[0].parts[0].content, same: (await get(answer.task.id)).contextId === answer.task.contextId };
  });
  await step('streaming', async () => ({ events: (await all(client.SendStreamingMessage(message('tck-stream-artifact-chunked'), metadata()))).map(event) }));
  await step('subscribe', async () => {
    const { id } = await start();
    await working(id);
    return { events: (await all(client.SubscribeToTask({ id }, metadata()))).map(event) };
  });
  await step('many at once on one connection', async () => {
    const answers = await Promise.all(Array.from({ length: 250 }, () => call(client, 'SendMessage', message('tck-complete-task'))));
    return { completed: answers.filter(({ answer }) => state(answer.task) === 'TASK_STATE_COMPLETED').length, tasks: new Set(answers.map(({ answer }) => answer.task.id)).size };
  });

  await step('deadline of a call', () => call(client, 'SendMessage', message('test-resubscribe-message-id'), { deadline: Date.now() + 400 }), failure);
  await step('deadline of a stream', () => all(client.SendStreamingMessage(message('test-resubscribe-message-id'), metadata(), { deadline: Date.now() + 400 })), failure);
  // Without a deadline of its own, the client takes whatever status the server gives.
  await step('deadline that only the server knows', async () => {
    const { code, details } = await call(client, 'SendMessage', message('test-resubscribe-message-id', { contextId: 'late' }), { with: { 'grpc-timeout': '400m' } }).catch((error) => error);
    const task = await running('late');
    return { status: grpc.status[code], says: details, task: state(task), canceled: await cancel(task.id) };
  });

  await step('cancel a stream', async () => {
    const stream = client.SendStreamingMessage(message('test-resubscribe-message-id', { contextId: 'left' }), metadata());
    const events = [];
    const ended = await new Promise((resolve) => {
      stream.on('error', resolve);
      stream.on('data', (data) => {
        events.push(event(data));
        if (events.length === 2) {
          stream.cancel();
        }
      });
    });
    const task = await running('left');
    return { events, ...failure(ended), task: state(task), canceled: await cancel(task.id) };
  });
});
