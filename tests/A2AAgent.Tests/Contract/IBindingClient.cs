using System.Text.Json;

namespace A2AAgent.Tests.Contract;

/// <summary>A client of one binding that sees answers and errors as they are on every binding, so that one suite serves all.</summary>
public interface IBindingClient
{
    Task<JsonElement> CallAsync(string operation, object? request = null, CallHeaders? headers = null);

    /// <summary>Opens a stream; an error instead of a stream throws <see cref="BindingError"/>.</summary>
    Task<OpenStream> StreamAsync(string operation, object? request = null, CallHeaders? headers = null);
}

/// <summary>The service parameters to send, null for the header to be left out; and what adds a credential.</summary>
public sealed record CallHeaders(string? Version = "1.0", string? Extensions = null, Action<HttpRequestMessage>? Credential = null);

/// <summary>An error as every binding must report it.</summary>
public sealed class BindingError(string reason, string message, IReadOnlyList<string> fields) : Exception(message)
{
    /// <summary>The reason of the error table.</summary>
    public string Reason { get; } = reason;

    public IReadOnlyList<string> Fields { get; } = fields;
}
