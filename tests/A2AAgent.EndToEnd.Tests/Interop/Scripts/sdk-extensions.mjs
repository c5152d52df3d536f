// Extensions with the official SDK, with an agent that requires one.
import { ServiceParameters, withA2AExtensions } from '@a2a-js/sdk/client';
import { run, step } from './report.mjs';
import { all, answer, client, event, failure, request } from './sdk.mjs';

const withExtension = { serviceParameters: ServiceParameters.create(withA2AExtensions('urn:a2a:tck:required-extension')) };

await run(async () => {
  await step('not asked for', () => client.sendMessage(request('tck-complete-task')), failure);
  await step('not asked for, in a stream', () => all(client.sendMessageStream(request('tck-complete-task'))), failure);
  await step('asked for', async () => answer(await client.sendMessage(request('tck-complete-task'), withExtension)));
  await step('asked for, in a stream', async () => ({ last: event((await all(client.sendMessageStream(request('tck-complete-task'), withExtension))).at(-1)) }));
});
