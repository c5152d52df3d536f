// The services beside the agent's own: health and reflection, by which tools learn the messages.
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';
import { run, step } from './report.mjs';
import { address, call, failure, health, reflection } from './grpc.mjs';

const check = async (service) => (await call(health(), 'Check', { service })).answer;

/** Asks one question over the stream of questions and answers. */
function ask(question) {
  return new Promise((resolve, reject) => {
    const stream = reflection().ServerReflectionInfo();
    stream.on('data', resolve);
    stream.on('error', reject);
    stream.write(question);
    stream.end();
  });
}

/** FileDescriptorSet has one field: a list of files. */
function descriptorSet(files) {
  return Buffer.concat(files.flatMap((file) => [Buffer.from([0x0a]), varint(file.length), file]));
}

function varint(value) {
  return value < 0x80 ? Buffer.from([value]) : Buffer.concat([Buffer.from([(value & 0x7f) | 0x80]), varint(value >>> 7)]);
}

await run(async () => {
  await step('health of the process', () => check(''));
  await step('health of the agent', () => check('lf.a2a.v1.A2AService'));
  await step('health of another', () => check('no.such.Service'), failure);
  await step('health watched', async () => {
    const watch = health().Watch({ service: '' });
    watch.on('error', () => {});
    const first = await new Promise((resolve) => watch.once('data', resolve));
    watch.cancel();
    return first;
  });

  await step('services', async () => ({ names: (await ask({ listServices: '*' })).listServicesResponse.service.map(({ name }) => name).sort() }));
  await step('unknown symbol', async () => ({ status: grpc.status[(await ask({ fileContainingSymbol: 'no.such.Symbol' })).errorResponse.errorCode] }));
  await step('a client made from what reflection tells', async () => {
    const { fileDescriptorResponse } = await ask({ fileContainingSymbol: 'lf.a2a.v1.A2AService' });
    const definitions = protoLoader.loadFileDescriptorSetFromBuffer(descriptorSet(fileDescriptorResponse.fileDescriptorProto), { enums: String, oneofs: true });
    const { A2AService } = grpc.loadPackageDefinition(definitions).lf.a2a.v1;
    const client = new A2AService(address, grpc.credentials.createInsecure());
    // Names as in the proto files: descriptors have no others.
    const { answer } = await call(client, 'SendMessage', { message: { message_id: 'tck-complete-task', role: 'ROLE_USER', parts: [{ text: 'hello' }] } });
    return { methods: Object.keys(A2AService.service).length, state: answer.task.status.state };
  });
});
