namespace A2AAgent.Protocol.Diagnostics;

/// <summary>Every name of metrics, spans and their attributes, for both ends. The A2A conventions behind them are a draft: here is where to follow them.</summary>
internal static class TelemetryNames
{
    /// <summary>The server's meter and source of spans.</summary>
    public const string Meter = "A2AAgent.Server";

    /// <summary>The client's meter and source of spans.</summary>
    public const string Client = "A2AAgent.Client";

    /// <summary>The source of spans of calls to MCP servers.</summary>
    public const string Mcp = "A2AAgent.Mcp";

    /// <summary>Seconds that a call to an agent took, whatever the binding; a stream is measured to its end.</summary>
    public const string ClientOperationDuration = "a2a.client.operation.duration";

    /// <summary>Seconds that a call of an operation took, whatever the binding; a stream is measured to its end.</summary>
    public const string OperationDuration = "a2a.server.operation.duration";

    /// <summary>Seconds from the beginning of a task to its end.</summary>
    public const string TaskDuration = "a2a.task.duration";

    /// <summary>Seconds that a task was in a state before it left it.</summary>
    public const string TimeInState = "a2a.task.time_in_state";

    /// <summary>Turns of tasks that run in this process.</summary>
    public const string ActiveTasks = "a2a.task.active";

    /// <summary>Those of them that have had no event for too long.</summary>
    public const string StuckTasks = "a2a.task.stuck";

    /// <summary>Requests for the Agent Card.</summary>
    public const string CardRequests = "a2a.card.requests";

    /// <summary>Tasks that the in-memory store keeps.</summary>
    public const string StoredTasks = "a2a.store.tasks";

    /// <summary>What the agent is: a metric for Prometheus alone, always 1.</summary>
    public const string AgentInfo = "a2a_agent_info";

    /// <summary>Tag of a call: the operation, as the specification names it.</summary>
    public const string Method = "a2a.method.name";

    /// <summary>Tag of a call: how it came, one of <see cref="Bindings"/>.</summary>
    public const string Binding = "a2a.binding";

    /// <summary>Tag of a call that failed: why, as the reason of the error table.</summary>
    public const string ErrorType = "error.type";

    /// <summary>Tag of what is measured of tasks.</summary>
    public const string SkillId = "a2a.skill.id";

    /// <summary>Tag of what is measured of tasks: the state that it is about.</summary>
    public const string TaskState = "a2a.task.state";

    /// <summary>Tag of a request for the card: what it was answered with.</summary>
    public const string CardResult = "a2a.card.result";

    /// <summary>Stands for a name that only the caller knows.</summary>
    public const string Other = "_OTHER";

    /// <summary>Seconds that an attempt to deliver an event took; its count is that of the attempts.</summary>
    public const string PushDuration = "a2a.push.delivery.duration";

    /// <summary>Events that were given up.</summary>
    public const string PushDeadLetters = "a2a.push.delivery.dead_letters";

    /// <summary>Events that wait or are under way.</summary>
    public const string PushPending = "a2a.push.delivery.pending";

    /// <summary>Tag of an attempt: how it ended.</summary>
    public const string Outcome = "a2a.push.outcome";

    /// <summary>Tag of a dead letter: why.</summary>
    public const string Reason = "a2a.push.reason";

    /// <summary>Attribute of a call: the protocol version that it came in.</summary>
    public const string ProtocolVersion = "a2a.protocol.version";

    /// <summary>Attribute of a call: whose tasks it is about, when it says so.</summary>
    public const string Tenant = "a2a.tenant";

    /// <summary>Attribute of a call: the message that it brings.</summary>
    public const string MessageId = "a2a.message.id";

    /// <summary>Attribute of calls, skills and deliveries: the task.</summary>
    public const string TaskId = "a2a.task.id";

    /// <summary>Attribute of a skill: true when its turn was interrupted before and runs again.</summary>
    public const string Restart = "a2a.task.restart";

    /// <summary>Attribute of calls and skills: the conversation, which A2A calls a context.</summary>
    public const string Conversation = "gen_ai.conversation.id";

    /// <summary>Attribute of calls and skills: the agent, as its card names it.</summary>
    public const string AgentName = "gen_ai.agent.name";

    /// <summary>Attribute of calls and skills: the agent's version, as its card says.</summary>
    public const string AgentVersion = "gen_ai.agent.version";

    /// <summary>Attribute of a call over JSON-RPC: its id, as JSON.</summary>
    public const string JsonRpcId = "jsonrpc.request.id";

    /// <summary>Attribute of a call over JSON-RPC: the version of JSON-RPC.</summary>
    public const string JsonRpcVersion = "jsonrpc.protocol.version";

    /// <summary>Attribute of a call over gRPC: the full name of the method.</summary>
    public const string RpcMethod = "rpc.method";

    /// <summary>Attribute of a call over JSON-RPC or gRPC: the code that it was answered with.</summary>
    public const string RpcStatus = "rpc.response.status_code";

    /// <summary>Attribute of a call: the protocol below, <c>http</c>.</summary>
    public const string NetworkProtocol = "network.protocol.name";

    /// <summary>Attribute of a call: the version of the protocol below.</summary>
    public const string NetworkProtocolVersion = "network.protocol.version";

    /// <summary>Attribute of calls to others: their host.</summary>
    public const string ServerAddress = "server.address";

    /// <summary>Attribute of calls to others: their port.</summary>
    public const string ServerPort = "server.port";

    /// <summary>The event of a span whose work has thrown.</summary>
    public const string ExceptionEvent = "exception";

    /// <summary>Attribute of that event: what was thrown.</summary>
    public const string ExceptionType = "exception.type";

    /// <summary>Span of an attempt to deliver an event to a webhook.</summary>
    public const string PushSpan = "push";

    /// <summary>Attribute of an attempt: the event's number in its task.</summary>
    public const string PushSequence = "a2a.push.sequence";

    /// <summary>Attribute of an attempt: the number of the attempt, from 1.</summary>
    public const string PushAttempt = "a2a.push.attempt";

    /// <summary>Span of the execution of a skill.</summary>
    public static string SkillSpan(string skillId) => "skill " + skillId;

    /// <summary>Names of what happens on the way of a call to an agent.</summary>
    public static class ClientEvents
    {
        public const string Retry = "a2a.client.retry";

        public const string NextInterface = "a2a.client.next_interface";

        public const string NextAgent = "a2a.client.next_agent";

        public const string StreamResumed = "a2a.client.stream_resumed";

        public const string SentAgain = "a2a.client.sent_again";

        /// <summary>Tag of these: which attempt follows.</summary>
        public const string Attempt = "a2a.client.attempt";

        /// <summary>Tag of these: what went wrong.</summary>
        public const string Problem = "a2a.client.problem";
    }

    /// <summary>Tag of a call to an agent: what this process calls the agent.</summary>
    public const string ClientAgent = "a2a.client.agent";

    /// <summary>The values of <see cref="Binding"/>.</summary>
    public static class Bindings
    {
        public const string JsonRpc = "jsonrpc";

        public const string Rest = "rest";

        public const string Grpc = "grpc";
    }
}
