using System.Security.Claims;
using System.Text.Json.Serialization.Metadata;
using A2AAgent.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Server;

/// <summary>What a skill knows about the call it serves, and how it reports progress.</summary>
/// <remarks>
/// Safe for concurrent use: events are recorded one after the other, in the order in which the calls arrive. A skill that replies
/// with a <c>Message</c> has no task; there the reporting methods throw <see cref="InvalidOperationException"/>.
/// </remarks>
public sealed class SkillContext
{
    private readonly ISkillEvents? _events;

    internal SkillContext(Message message, SendMessageRequest request, CallContext call, AgentTask? task, ISkillEvents? events)
    {
        Message = message;
        Request = request;
        Call = call;
        Task = task;
        _events = events;
    }

    /// <summary>The message that the skill is called with; its task and context identifiers are filled in.</summary>
    public Message Message { get; }

    /// <summary>The request that brought the message.</summary>
    public SendMessageRequest Request { get; }

    /// <summary>The task as it was when this turn began, its history with this message at the end; null for a direct reply.</summary>
    public AgentTask? Task { get; }

    /// <summary>The task's identifier, or an empty string for a direct reply.</summary>
    public string TaskId => Task?.Id ?? "";

    /// <summary>The conversation's identifier.</summary>
    public string ContextId => Message.ContextId;

    /// <summary>Who calls; not authenticated when the agent has no security scheme.</summary>
    public ClaimsPrincipal Principal => Call.Principal;

    /// <summary>
    /// True when this turn was begun before, on a replica that has ended in the middle of it (<see cref="AgentSkillAttribute.Restart"/>).
    /// </summary>
    public bool IsRestart { get; internal init; }

    /// <summary>Where a turn that was begun before came from, for its span; null otherwise.</summary>
    internal string? Origin { get; init; }

    /// <summary>URIs of the extensions that are active for this call.</summary>
    public IReadOnlyList<string> Extensions => Call.ActivatedExtensions;

    /// <summary>The scope of this call, for a skill that takes services.</summary>
    internal IServiceProvider? Services { get; set; }

    private CallContext Call { get; }

    private ISkillEvents Events => _events
        ?? throw new InvalidOperationException("A skill that returns Message replies without a task and cannot report progress; return another type.");

    /// <summary>A service of this call's scope; used by generated code.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public T Service<T>()
        where T : class => Services!.GetRequiredService<T>();

    /// <summary>A service of this call's scope, or null; used by generated code.</summary>
    public T? ServiceOrNull<T>()
        where T : class => Services!.GetService<T>();

    /// <summary>A service of this call's scope by its key; used by generated code.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public T KeyedService<T>(object key)
        where T : class => Services!.GetRequiredKeyedService<T>(key);

    /// <summary>A service of this call's scope by its key, or null; used by generated code.</summary>
    public T? KeyedServiceOrNull<T>(object key)
        where T : class => Services!.GetKeyedService<T>(key);

    /// <summary>Tells subscribers what the skill is doing: the task stays in the working state, with a message.</summary>
    /// <param name="text">What is going on, for the client.</param>
    /// <param name="cancellationToken">The skill's own token.</param>
    public ValueTask ReportAsync(string text, CancellationToken cancellationToken = default) =>
        ReportAsync(Protocol.Message.FromAgent(text), cancellationToken);

    /// <summary>Tells subscribers what the skill is doing: the task stays in the working state, with a message.</summary>
    /// <param name="message">What is going on, for the client.</param>
    /// <param name="cancellationToken">The skill's own token.</param>
    public ValueTask ReportAsync(Message message, CancellationToken cancellationToken = default) =>
        Events.StatusAsync(TaskState.Working, message, cancellationToken);

    /// <summary>Adds an artifact to the task, or parts to an artifact that it has.</summary>
    /// <param name="artifact">The artifact; with <paramref name="append"/>, the parts to add to the one of the same identifier.</param>
    /// <param name="append">True to add to the artifact of the same identifier, false to add or replace it.</param>
    /// <param name="lastChunk">False when more will be appended.</param>
    /// <param name="cancellationToken">The skill's own token.</param>
    public ValueTask AddArtifactAsync(Artifact artifact, bool append = false, bool lastChunk = true, CancellationToken cancellationToken = default) =>
        Events.ArtifactAsync(artifact, append, lastChunk, cancellationToken);

    /// <summary>Adds an artifact of one part to the task.</summary>
    /// <param name="part">The content.</param>
    /// <param name="name">A name for people, or empty.</param>
    /// <param name="cancellationToken">The skill's own token.</param>
    public ValueTask AddArtifactAsync(Part part, string name = "", CancellationToken cancellationToken = default) =>
        AddArtifactAsync(Output(part, name), cancellationToken: cancellationToken);

    /// <summary>Ends the turn with a text as its output; used by generated code.</summary>
    public ValueTask FinishAsync(string text, CancellationToken cancellationToken) => FinishAsync(Part.FromText(text), cancellationToken);

    /// <summary>Ends the turn with a part as its output; used by generated code.</summary>
    public ValueTask FinishAsync(Part part, CancellationToken cancellationToken) => FinishAsync(Output(part), cancellationToken);

    /// <summary>Ends the turn with an artifact as its output; used by generated code.</summary>
    public ValueTask FinishAsync(Artifact artifact, CancellationToken cancellationToken) =>
        Events.FinishAsync(artifact, TaskState.Completed, message: null, cancellationToken);

    /// <summary>Ends the turn with a value as its output, as a data part; used by generated code.</summary>
    public ValueTask FinishAsync<T>(T value, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken) =>
        FinishAsync(Part.FromData(value, typeInfo), cancellationToken);

    /// <summary>Ends the turn as the skill says; used by generated code.</summary>
    public ValueTask FinishAsync(SkillResult result, CancellationToken cancellationToken) =>
        Events.FinishAsync(output: null, result.State, result.Message, cancellationToken);

    /// <summary>Ends the turn as the skill says; used by generated code.</summary>
    public ValueTask FinishAsync(SkillResult<string> result, CancellationToken cancellationToken) =>
        Events.FinishAsync(result.HasValue ? Output(Part.FromText(result.Value)) : null, result.State, result.Message, cancellationToken);

    /// <summary>Ends the turn as the skill says; used by generated code.</summary>
    public ValueTask FinishAsync(SkillResult<Part> result, CancellationToken cancellationToken) =>
        Events.FinishAsync(result.HasValue ? Output(result.Value) : null, result.State, result.Message, cancellationToken);

    /// <summary>Ends the turn as the skill says; used by generated code.</summary>
    public ValueTask FinishAsync(SkillResult<Artifact> result, CancellationToken cancellationToken) =>
        Events.FinishAsync(result.Value, result.State, result.Message, cancellationToken);

    /// <summary>Ends the turn as the skill says; used by generated code.</summary>
    public ValueTask FinishAsync<T>(SkillResult<T> result, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken)
        where T : notnull =>
        Events.FinishAsync(result.HasValue ? Output(Part.FromData(result.Value, typeInfo)) : null, result.State, result.Message, cancellationToken);

    /// <summary>Streams texts as the chunks of one artifact; used by generated code.</summary>
    public ValueTask StreamAsync(IAsyncEnumerable<string> chunks, CancellationToken cancellationToken) =>
        ArtifactStream.WriteAsync(Events, chunks, Part.FromText, cancellationToken);

    /// <summary>Streams parts as the chunks of one artifact; used by generated code.</summary>
    public ValueTask StreamAsync(IAsyncEnumerable<Part> chunks, CancellationToken cancellationToken) =>
        ArtifactStream.WriteAsync(Events, chunks, static part => part, cancellationToken);

    /// <summary>Streams values as the chunks of one artifact, a data part each; used by generated code.</summary>
    public ValueTask StreamAsync<T>(IAsyncEnumerable<T> chunks, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken) =>
        ArtifactStream.WriteAsync(Events, chunks, value => Part.FromData(value, typeInfo), cancellationToken);

    private static Artifact Output(Part part, string name = "") => new() { ArtifactId = Identifiers.New(), Name = name, Parts = [part] };
}
