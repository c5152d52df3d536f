// The official SDK looks for the extended card by itself when the public one says that there is one.
import { run, step } from './report.mjs';
import { answer, client, request } from './sdk.mjs';

const skills = (card) => card.skills.map((skill) => skill.id);

await run(async () => {
  const known = await (await fetch(new URL('/.well-known/agent-card.json', process.argv[2]))).json();
  const card = await client.getAgentCard();

  await step('skills', async () => ({ public: skills(known), extended: skills(card) }));
  await step('interfaces', async () => ({ same: JSON.stringify(card.supportedInterfaces.map((one) => one.url)) === JSON.stringify(known.supportedInterfaces.map((one) => one.url)) }));
  await step('call', async () => {
    const { message, role } = answer(await client.sendMessage(request('extended', { metadata: { skillId: 'list-scenarios' } })));
    return { lists: message[0].text.split(', ').includes('tck-complete-task'), role };
  });
});
