// A gRPC client that nobody wrote: made at run time from the proto files.
// Arguments: the host and port of the agent, the folder of the proto files.
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';

export const [address, protos] = process.argv.slice(2);

const definitions = protoLoader.loadSync(
  ['a2a.proto', 'google/rpc/status.proto', 'google/rpc/error_details.proto', 'grpc/health/v1/health.proto', 'grpc/reflection/v1/reflection.proto'],
  { includeDirs: [protos], enums: String, longs: Number, oneofs: true });

const packages = grpc.loadPackageDefinition(definitions);
const readers = {
  'type.googleapis.com/google.rpc.ErrorInfo': (bytes) => decode('google.rpc.ErrorInfo', bytes),
  'type.googleapis.com/google.rpc.BadRequest': (bytes) => ({ fields: decode('google.rpc.BadRequest', bytes).fieldViolations.map(({ field }) => field) }),
};

export const a2a = (options, target = address) => new packages.lf.a2a.v1.A2AService(target, grpc.credentials.createInsecure(), options);
export const health = () => new packages.grpc.health.v1.Health(address, grpc.credentials.createInsecure());
export const reflection = () => new packages.grpc.reflection.v1.ServerReflection(address, grpc.credentials.createInsecure());

/** Metadata as every A2A client sends it, and more. */
export function metadata(values = {}) {
  const result = new grpc.Metadata();
  for (const [name, value] of Object.entries({ 'a2a-version': '1.0', ...values })) {
    if (value !== null) {
      result.set(name, value);
    }
  }
  return result;
}

/** Calls a unary method; gives the answer and the metadata that came with it. */
export function call(client, method, request, { with: values, ...options } = {}) {
  return new Promise((resolve, reject) => {
    let headers;
    client[method](request, metadata(values), options, (error, answer) => (error ? reject(error) : resolve({ answer, headers }))).on('metadata', (received) => { headers = received; });
  });
}

export const message = (messageId, more) => ({ message: { messageId, role: 'ROLE_USER', parts: [{ text: 'hello' }], ...more } });

export async function all(stream) {
  const events = [];
  for await (const event of stream) {
    events.push(event);
  }
  return events;
}

export const state = (task) => task.status.state;

/** An event in a few words. */
export function event({ payload: kind, ...event }) {
  const value = event[kind];
  return value.status ? `${kind} ${state(value)}` : kind;
}

/** A status with the details that lie in grpc-status-details-bin. */
export function failure(error) {
  if (typeof error.code !== 'number') {
    return undefined;
  }
  const [bytes] = error.metadata?.get('grpc-status-details-bin') ?? [];
  return { status: grpc.status[error.code], ...(bytes && { details: decode('google.rpc.Status', bytes).details.map(detail) }) };
}

function detail({ type_url: type, value }) {
  const read = readers[type];
  return { type, ...read?.(value) };
}

function decode(type, bytes) {
  return definitions[type].deserialize(bytes);
}
