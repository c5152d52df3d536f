using A2AAgent.Protocol;
using FsCheck;
using FsCheck.Fluent;
using static A2AAgent.Tests.Protocol.Json.Generators;

namespace A2AAgent.Tests.Protocol.Json;

/// <summary>Random messages, tasks, events and requests.</summary>
internal static class TaskGenerators
{
    public static Gen<Message> Message { get; } =
        from messageId in Name
        from contextId in Text
        from taskId in Text
        from role in Gen.Elements(Role.User, Role.Agent)
        from parts in NonEmpty(Content)
        from metadata in Metadata
        from extensions in Texts
        from references in Texts
        select new Message
        {
            MessageId = messageId,
            ContextId = contextId,
            TaskId = taskId,
            Role = role,
            Parts = parts,
            Metadata = metadata,
            Extensions = extensions,
            ReferenceTaskIds = references,
        };

    public static Gen<Artifact> Artifact { get; } =
        from id in Name
        from name in Text
        from description in Text
        from parts in NonEmpty(Content)
        from metadata in Metadata
        from extensions in Texts
        select new Artifact { ArtifactId = id, Name = name, Description = description, Parts = parts, Metadata = metadata, Extensions = extensions };

    public static Gen<AgentTaskStatus> Status { get; } =
        from state in State
        from message in OrNull(Message)
        from timestamp in Time
        select new AgentTaskStatus { State = state, Message = message, Timestamp = timestamp };

    public static Gen<AgentTask> Task { get; } =
        from id in Name
        from contextId in Text
        from status in Status
        from artifacts in List(Artifact)
        from history in List(Message)
        from metadata in Metadata
        select new AgentTask { Id = id, ContextId = contextId, Status = status, Artifacts = artifacts, History = history, Metadata = metadata };

    public static Gen<StreamEvent> Event { get; } = Gen.OneOf(
        Task.Select(StreamEvent.From),
        Message.Select(StreamEvent.From),
        from taskId in Name
        from contextId in Name
        from status in Status
        from metadata in Metadata
        select StreamEvent.From(new TaskStatusUpdateEvent { TaskId = taskId, ContextId = contextId, Status = status, Metadata = metadata }),
        from taskId in Name
        from contextId in Name
        from artifact in Artifact
        from append in Flag
        from last in Flag
        select StreamEvent.From(new TaskArtifactUpdateEvent { TaskId = taskId, ContextId = contextId, Artifact = artifact, Append = append, LastChunk = last }));

    public static Gen<TaskPushNotificationConfig> PushConfig { get; } =
        from id in Text
        from taskId in Text
        from url in Name
        from token in Text
        from authentication in OrNull(from scheme in Name from credentials in Text select new AuthenticationInfo { Scheme = scheme, Credentials = credentials })
        select new TaskPushNotificationConfig { Id = id, TaskId = taskId, Url = url, Token = token, Authentication = authentication };

    public static Gen<SendMessageRequest> SendMessage { get; } =
        from tenant in Text
        from message in Message
        from configuration in OrNull(
            from modes in Texts
            from push in OrNull(PushConfig)
            from history in OptionalNumber
            from immediately in Flag
            select new SendMessageConfiguration
            {
                AcceptedOutputModes = modes,
                TaskPushNotificationConfig = push,
                HistoryLength = history,
                ReturnImmediately = immediately,
            })
        from metadata in Metadata
        select new SendMessageRequest { Tenant = tenant, Message = message, Configuration = configuration, Metadata = metadata };

    public static Gen<ListTasksRequest> ListTasks { get; } =
        from contextId in Text
        from status in State
        from pageSize in OptionalNumber
        from history in OptionalNumber
        from after in Time
        from artifacts in OptionalFlag
        select new ListTasksRequest
        {
            ContextId = contextId,
            Status = status,
            PageSize = pageSize,
            HistoryLength = history,
            StatusTimestampAfter = after,
            IncludeArtifacts = artifacts,
        };
}
