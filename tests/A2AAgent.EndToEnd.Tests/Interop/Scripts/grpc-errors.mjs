// Statuses and their details as a plain gRPC client reads them.
import { run, step } from './report.mjs';
import { a2a, all, call, failure, message, metadata } from './grpc.mjs';

const client = a2a();
const refused = (name, action) => step(name, async () => {
  await action();
  return { status: 'OK' };
}, failure);

const raw = (path, bytes = Buffer.alloc(0)) => new Promise((resolve, reject) =>
  client.makeUnaryRequest(path, (value) => value, (value) => value, bytes, metadata(), {}, (error, answer) => (error ? reject(error) : resolve(answer))));

await run(async () => {
  const { answer: { task: { id: ended } } } = await call(client, 'SendMessage', message('tck-complete-task'));

  await refused('unknown task', () => call(client, 'GetTask', { id: 'no-such-task' }));
  await refused('cancel an ended task', () => call(client, 'CancelTask', { id: ended }));
  await refused('subscribe to an ended task', () => all(client.SubscribeToTask({ id: ended }, metadata())));
  await refused('no parts', () => call(client, 'SendMessage', message('m1', { parts: [] })));
  await refused('no task id', () => call(client, 'GetTask', {}));
  await refused('no version', () => call(client, 'GetTask', { id: ended }, { with: { 'a2a-version': null } }));
  await refused('another version', () => call(client, 'GetTask', { id: ended }, { with: { 'a2a-version': '2.0' } }));
  await refused('a version with a patch number', () => call(client, 'GetTask', { id: ended }, { with: { 'a2a-version': '1.0.1' } }));

  await refused('unknown method', () => raw('/lf.a2a.v1.A2AService/SendPigeon'));
  await refused('unknown service', () => raw('/lf.a2a.v2.A2AService/SendMessage'));
  await refused('not a protobuf message', () => raw('/lf.a2a.v1.A2AService/SendMessage', Buffer.from('\xff\xff\xff', 'latin1')));
  await refused('large message', () => call(client, 'SendMessage', message('tck-complete-task', { parts: [{ text: 'x'.repeat(1_000_000) }] })));
  await refused('too large message', () => call(client, 'SendMessage', message('tck-complete-task', { parts: [{ text: 'x'.repeat(5_000_000) }] })));
  await refused('after all that', () => call(client, 'GetTask', { id: ended }));
});
