// The official SDK as a client: one way of making it, of asking it and of reading its answers for all transports.
// Arguments: the agent's base URL and the transport, JSONRPC, HTTP+JSON or GRPC.
import { Role, taskStateToJSON } from '@a2a-js/sdk';
import { ClientFactory, JsonRpcTransportFactory, RestTransportFactory } from '@a2a-js/sdk/client';
import { GrpcTransportFactory } from '@a2a-js/sdk/client/grpc';
import * as errors from '@a2a-js/sdk/errors';

const [baseUrl, transport] = process.argv.slice(2);

/** A client that found the agent by its card and could choose between all transports. */
export const client = await new ClientFactory({
  transports: [new JsonRpcTransportFactory(), new RestTransportFactory(), new GrpcTransportFactory()],
  preferredTransports: [transport],
}).createFromUrl(baseUrl);

if (client.transport.protocolName !== transport) {
  // The SDK quietly takes another transport that the card has.
  throw new Error(`The card has no ${transport}.`);
}

export function text(value) {
  return { content: { $case: 'text', value }, metadata: undefined, filename: '', mediaType: '' };
}

/** A request to send a message; the agent acts on the prefix of its identifier. */
export function request(messageId, { configuration, ...message } = {}) {
  return {
    tenant: '',
    message: {
      messageId, contextId: '', taskId: '', role: Role.ROLE_USER, parts: [text('hello')], metadata: undefined, extensions: [], referenceTaskIds: [],
      ...message,
    },
    configuration: configuration && { acceptedOutputModes: [], taskPushNotificationConfig: undefined, historyLength: undefined, returnImmediately: false, ...configuration },
    metadata: undefined,
  };
}

export const get = (id, historyLength) => client.getTask({ tenant: '', id, historyLength });

export const cancel = (id) => client.cancelTask({ tenant: '', id, metadata: undefined });

export const subscribe = (id, options) => client.resubscribeTask({ tenant: '', id }, options);

/** A running task that takes some seconds. */
export async function longTask() {
  const task = await client.sendMessage(request('test-resubscribe-message-id', { configuration: { returnImmediately: true } }));
  return task.id;
}

export async function all(stream) {
  const events = [];
  for await (const event of stream) {
    events.push(event);
  }
  return events;
}

export const state = (task) => taskStateToJSON(task.status.state);

export function part({ content, filename, mediaType }) {
  const value = content.$case === 'raw' ? Buffer.from(content.value).toString() : content.value;
  return { [content.$case]: value, ...(filename && { filename }), ...(mediaType && { mediaType }) };
}

/** What does not change from run to run. */
export function answer(result) {
  if ('messageId' in result) {
    return { message: result.parts.map(part), role: Role[result.role], taskId: result.taskId };
  }
  return {
    state: state(result),
    ...(result.status.message && { says: result.status.message.parts.map(part) }),
    ...(result.artifacts.length > 0 && { artifacts: result.artifacts.map((artifact) => artifact.parts.map(part)) }),
  };
}

/** An event in a few words. */
export function event({ payload: { $case: kind, value } }) {
  switch (kind) {
    case 'task':
    case 'statusUpdate':
      return `${kind} ${state(value)}`;
    case 'artifactUpdate':
      return [kind, value.append && 'append', value.lastChunk && 'last', ...value.artifact.parts.map((one) => JSON.stringify(part(one)))].filter(Boolean).join(' ');
    default:
      return kind;
  }
}

/** The SDK's class of an error, found as a user finds it, and the code with which it travelled. */
export function failure(error) {
  if (!(error instanceof errors.A2AError)) {
    return undefined;
  }
  const named = Object.entries(errors).find(([name, type]) => name.endsWith('Error') && !/^(A2A|JsonRpc|Rest)/.test(name) && error instanceof type);
  return { error: named?.[0] ?? 'A2AError', code: error.envelopeCode ?? error.statusCode ?? error.status };
}
