using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using A2AAgent.Client.Skills;
using A2AAgent.Protocol.Diagnostics;

namespace A2AAgent.Client;

/// <content>Skills as typed calls.</content>
public sealed partial class AgentClient
{
    private const string SkillMember = "skillId";

    /// <summary>Calls a skill with a value and waits for the value that it gives.</summary>
    /// <remarks>
    /// The value goes as a data part, a <see cref="string"/> as a text part, and the skill's identifier in the message's metadata. Over an
    /// agent that streams, the call survives broken connections.
    /// </remarks>
    /// <typeparam name="TInput">What the skill takes.</typeparam>
    /// <typeparam name="TOutput">What the skill gives.</typeparam>
    /// <param name="skillId">The skill's identifier.</param>
    /// <param name="input">The value.</param>
    /// <param name="json">How both types are written and read: your own source-generated context.</param>
    /// <param name="cancellationToken">Ends the wait, not the task.</param>
    /// <exception cref="RemoteAgentException">The call failed.</exception>
    /// <exception cref="AgentTaskException">The task has no value: it failed, was rejected or canceled, or waits for its client.</exception>
    /// <exception cref="InvalidOperationException">The context does not know one of the types.</exception>
    public ValueTask<TOutput> InvokeAsync<TInput, TOutput>(string skillId, TInput input, JsonSerializerContext json, CancellationToken cancellationToken = default) =>
        InvokeAsync(skillId, input, TypeOf<TInput>(json), TypeOf<TOutput>(json), cancellationToken);

    /// <summary>Calls a skill with a value and waits for the value that it gives.</summary>
    /// <inheritdoc cref="InvokeAsync{TInput, TOutput}(string, TInput, JsonSerializerContext, CancellationToken)"/>
    /// <param name="skillId">The skill's identifier.</param>
    /// <param name="input">The value.</param>
    /// <param name="inputType">How the input is written.</param>
    /// <param name="outputType">How the output is read.</param>
    /// <param name="cancellationToken">Ends the wait, not the task.</param>
    public async ValueTask<TOutput> InvokeAsync<TInput, TOutput>(
        string skillId, TInput input, JsonTypeInfo<TInput> inputType, JsonTypeInfo<TOutput> outputType, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(skillId);
        ArgumentNullException.ThrowIfNull(inputType);
        ArgumentNullException.ThrowIfNull(outputType);
        var part = input is string text ? Part.FromText(text) : Part.FromData(input, inputType);
        var request = new SendMessageRequest { Message = Message.FromUser(part) with { Metadata = Metadata(skillId) } };
        var answer = await StreamsAsync(cancellationToken).ConfigureAwait(false)
            ? await FollowAsync(request, cancellationToken).ConfigureAwait(false)
            : await SendMessageAsync(request, new CallContext(), cancellationToken).ConfigureAwait(false);
        return Output(skillId, answer, outputType);
    }

    /// <summary>Whether the agent streams. False while its card cannot be had: it may be there when the call is made, which is retried, traced and counted.</summary>
    private async ValueTask<bool> StreamsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await GetCardAsync(cancellationToken).ConfigureAwait(false)).Capabilities.Streaming == true;
        }
        catch (RemoteAgentException e) when (e is { Delivery: RequestDelivery.NotSent, IsTransient: true })
        {
            return false;
        }
    }

    private async ValueTask<SendMessageResponse> FollowAsync(SendMessageRequest request, CancellationToken cancellationToken)
    {
        AgentTask? task = null;
        var size = 0L;
        var events = await SendStreamingMessageAsync(request, new CallContext(), cancellationToken).ConfigureAwait(false);
        await foreach (var item in events.ConfigureAwait(false))
        {
            if (item.Message is { } message)
            {
                return SendMessageResponse.From(message);
            }

            size += OutputSize.Of(item);
            if (size > _options.MaxResponseBytes)
            {
                throw Wrong(OperationNames.SendStreamingMessage, $"its output is larger than the {_options.MaxResponseBytes} bytes that are allowed");
            }

            task = task is null ? item.Task : TaskReducer.Apply(task, item, int.MaxValue);
        }

        return task is null ? throw Wrong(OperationNames.SendStreamingMessage, "its stream brought neither a task nor a message") : SendMessageResponse.From(task);
    }

    private TOutput Output<TOutput>(string skillId, SendMessageResponse answer, JsonTypeInfo<TOutput> type)
    {
        if (answer.Task is { Status.State: not TaskState.Completed } unfinished)
        {
            throw new AgentTaskException(_peers.Name, skillId, unfinished);
        }

        try
        {
            IReadOnlyList<IReadOnlyList<Part>> outputs = answer.Message is { } reply ? [reply.Parts] : [.. answer.Task!.Artifacts.Select(static artifact => artifact.Parts)];
            if (SkillOutputReader.TryRead(outputs, type, out var value) && value is not null)
            {
                return value;
            }

            throw answer.Task is { } task ? new AgentTaskException(_peers.Name, skillId, task) : Wrong($"skill '{skillId}'", "its reply holds no value");
        }
        catch (JsonException e)
        {
            throw Wrong($"skill '{skillId}'", $"its output is no {typeof(TOutput).Name}: {e.Message.TrimEnd('.')}", e);
        }
    }

    private RemoteAgentException Wrong(string operation, string problem, Exception? cause = null) =>
        new(AgentError.InvalidAgentResponse, _peers.Name, operation, RequestDelivery.Answered, problem, cause);

    private static JsonElement Metadata(string skillId)
    {
        using var document = JsonDocument.Parse($$"""{"{{SkillMember}}":"{{JsonEncodedText.Encode(skillId)}}"}""");
        return document.RootElement.Clone();
    }

    private static JsonTypeInfo<T> TypeOf<T>(JsonSerializerContext json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return json.GetTypeInfo(typeof(T)) as JsonTypeInfo<T>
            ?? throw new InvalidOperationException($"{json.GetType().Name} does not know {typeof(T).Name}: add [JsonSerializable(typeof({typeof(T).Name}))] to it.");
    }
}
