using System.Text.Json;
using System.Text.Json.Nodes;

namespace A2AAgent.EndToEnd.Tests.Conformance.Callers;

/// <summary>Calls the operations over one binding, with answers as they are on every binding.</summary>
internal abstract class Caller : IDisposable
{
    /// <summary>Calls an operation that has one answer.</summary>
    /// <exception cref="NamedError">The agent refused.</exception>
    public abstract Task<JsonElement> CallAsync(string operation, JsonObject request);

    /// <summary>Calls an operation that has a stream of answers and gives each as it arrives.</summary>
    /// <exception cref="NamedError">The agent refused, before the first event.</exception>
    public abstract IAsyncEnumerable<JsonElement> StreamAsync(string operation, JsonObject request);

    /// <summary>The extensions that the agent said were active for the newest call, or null.</summary>
    public abstract string? ActiveExtensions { get; protected set; }

    public async Task<JsonElement> SendAsync(string messageId, string text = "Conformance", string? taskId = null) =>
        await CallAsync("SendMessage", Message(messageId, text, taskId));

    public async Task<JsonElement> SendForTaskAsync(string messageId, string text = "Conformance", string? taskId = null) =>
        (await SendAsync(messageId, text, taskId)).GetProperty("task");

    public IAsyncEnumerable<JsonElement> SendStreamingAsync(string messageId, string? taskId = null) =>
        StreamAsync("SendStreamingMessage", Message(messageId, "Conformance", taskId));

    public abstract void Dispose();

    private static JsonObject Message(string messageId, string text, string? taskId)
    {
        var message = new JsonObject
        {
            ["messageId"] = messageId,
            ["role"] = "ROLE_USER",
            ["parts"] = new JsonArray(new JsonObject { ["text"] = text }),
        };
        if (taskId is not null)
        {
            message["taskId"] = taskId;
        }

        return new JsonObject { ["message"] = message };
    }
}
