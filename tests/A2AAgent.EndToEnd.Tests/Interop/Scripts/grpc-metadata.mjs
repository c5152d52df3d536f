// Extensions in the metadata, with an agent that requires one.
import { run, step } from './report.mjs';
import { a2a, all, call, failure, message, metadata } from './grpc.mjs';

const client = a2a();
const required = { 'a2a-extensions': 'urn:a2a:tck:other, urn:a2a:tck:required-extension' };

await run(async () => {
  await step('not asked for', () => call(client, 'SendMessage', message('tck-complete-task')), failure);
  await step('asked for', async () => {
    const { answer, headers } = await call(client, 'SendMessage', message('tck-complete-task'), { with: required });
    return { state: answer.task.status.state, active: headers.get('a2a-extensions') };
  });
  await step('asked for, in a stream', async () => {
    const stream = client.SendStreamingMessage(message('tck-complete-task'), metadata(required));
    const active = new Promise((resolve) => stream.on('metadata', (headers) => resolve(headers.get('a2a-extensions'))));
    return { events: (await all(stream)).length, active: await active };
  });
});
