// Compressed requests, seen on the wire by a relay that counts what goes to the agent.
import net from 'node:net';
import { run, step } from './report.mjs';
import { a2a, address, call, failure, message } from './grpc.mjs';

const GZIP = { 'grpc.default_compression_algorithm': 2 };
const text = (length) => message('tck-complete-task', { parts: [{ text: 'x'.repeat(length) }] });

let sent = 0;
const relay = net.createServer((near) => {
  const far = net.connect(Number(address.split(':')[1]), address.split(':')[0]);
  near.on('data', (bytes) => { sent += bytes.length; });
  near.pipe(far).pipe(near);
  near.on('error', () => far.destroy());
  far.on('error', () => near.destroy());
});
await new Promise((resolve) => relay.listen(0, '127.0.0.1', resolve));
const target = `127.0.0.1:${relay.address().port}`;

async function send(options) {
  sent = 0;
  const { answer } = await call(a2a(options, target), 'SendMessage', text(1_000_000));
  return { state: answer.task.status.state, received: answer.task.history[0].parts[0].text.length, sentLessThan100kB: sent < 100_000 };
}

await run(async () => {
  await step('as it is', () => send({}));
  await step('gzip', () => send(GZIP));
  await step('gzip that grows too large', () => call(a2a(GZIP, target), 'SendMessage', text(5_000_000)), failure);
});
