// An agent made with the official SDK, on its three bindings. What it does is the first word of a message's text.
import { AgentEvent, DefaultRequestHandler, InMemoryPushNotificationStore, InMemoryTaskStore } from '@a2a-js/sdk/server';
import { agentCardHandler, jsonRpcHandler, restHandler, UserBuilder } from '@a2a-js/sdk/server/express';
import { A2AService, grpcService } from '@a2a-js/sdk/server/grpc';
import { Role, TaskState } from '@a2a-js/sdk';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { randomUUID } from 'node:crypto';
import express from 'express';

const capabilities = { streaming: true, pushNotifications: true, extendedAgentCard: true, extensions: [] };

const card = {
  name: 'Interop Agent', description: 'Made with the official SDK', version: '2.0.0', supportedInterfaces: [], provider: undefined, capabilities,
  securitySchemes: {}, securityRequirements: [], defaultInputModes: ['text/plain'], defaultOutputModes: ['text/plain'], signatures: [],
  skills: [{ id: 'talk', name: 'Talk', description: 'Does what the first word says', tags: ['test'], examples: [], inputModes: [], outputModes: [], securityRequirements: [] }],
};

const extendedCard = { ...card, description: 'For those who are known' };

const text = (value) => ({ content: { $case: 'text', value }, metadata: undefined, filename: '', mediaType: '' });

const data = (value) => ({ content: { $case: 'data', value }, metadata: undefined, filename: '', mediaType: 'application/json' });

class Talker {
  #waiting = new Map();

  async execute({ userMessage, taskId, contextId, task }, bus) {
    const said = userMessage.parts[0]?.content?.value ?? '';
    const [word, ...rest] = String(said).split(' ');
    const message = (value) => ({
      messageId: randomUUID(), contextId, taskId, role: Role.ROLE_AGENT, parts: [text(value)], metadata: undefined, extensions: [], referenceTaskIds: [],
    });

    if (word === 'reply') {
      bus.publish(AgentEvent.message({ ...message(rest.join(' ')), taskId: '' }));
      return;
    }

    const status = (state, value) => bus.publish(AgentEvent.statusUpdate({
      taskId, contextId, status: { state, message: value ? message(value) : undefined, timestamp: new Date().toISOString() }, metadata: undefined,
    }));
    const artifact = (parts, append = false, lastChunk = true) => bus.publish(AgentEvent.artifactUpdate({
      taskId, contextId, artifact: { artifactId: 'a', name: 'answer', description: '', parts, metadata: undefined, extensions: [] }, append, lastChunk, metadata: undefined,
    }));

    bus.publish(AgentEvent.task(task ?? {
      id: taskId, contextId, status: { state: TaskState.TASK_STATE_SUBMITTED, message: undefined, timestamp: new Date().toISOString() },
      artifacts: [], history: [userMessage], metadata: { origin: 'interop' },
    }));
    status(TaskState.TASK_STATE_WORKING);
    switch (word) {
      case 'say':
        artifact([text(rest.join(' ')), data({ words: rest.length })]);
        break;
      case 'count':
        for (let number = 1; number <= 3; number++) {
          artifact([text(`${number} `)], number > 1, number === 3);
        }

        break;
      case 'ask':
        status(TaskState.TASK_STATE_INPUT_REQUIRED, 'And?');
        return;
      case 'wait':
        await new Promise((resolve) => this.#waiting.set(taskId, resolve));
        status(TaskState.TASK_STATE_CANCELED);
        return;
      case 'fail':
        status(TaskState.TASK_STATE_FAILED, 'No.');
        return;
    }

    status(TaskState.TASK_STATE_COMPLETED);
  }

  async cancelTask(taskId) {
    this.#waiting.get(taskId)?.();
  }
}

const requestHandler = new DefaultRequestHandler(card, new InMemoryTaskStore(), new Talker(), undefined, new InMemoryPushNotificationStore(), undefined, extendedCard);
const userBuilder = async () => ({ isAuthenticated: true, userName: 'tester' });

const app = express();
app.use('/.well-known/agent-card.json', agentCardHandler({ agentCardProvider: requestHandler }));
app.use('/rpc', jsonRpcHandler({ requestHandler, userBuilder }));
app.use('/rest', restHandler({ requestHandler, userBuilder }));

const grpc = new Server();
grpc.addService(A2AService, grpcService({ requestHandler, userBuilder }));
const grpcPort = await new Promise((resolve, reject) =>
  grpc.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => (error ? reject(error) : resolve(port))));

const http = app.listen(0, '127.0.0.1', () => {
  const base = `http://127.0.0.1:${http.address().port}`;
  const one = (protocolBinding, url) => ({ protocolBinding, url, tenant: '', protocolVersion: '1.0' });
  card.supportedInterfaces.push(one('JSONRPC', `${base}/rpc`), one('HTTP+JSON', `${base}/rest`), one('GRPC', `127.0.0.1:${grpcPort}`));
  console.log(`Listening on ${base}`);
});
