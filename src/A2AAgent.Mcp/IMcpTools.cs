using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace A2AAgent.Mcp;

/// <summary>The tools of one MCP server, for skills: listed and called over streamable HTTP.</summary>
/// <remarks>
/// Connects when it is first used, and again after the server has ended the session or was away. Safe for concurrent use. Every call ends within
/// <see cref="McpToolsOptions.Timeout"/>, and is a span under the current activity, whose W3C trace context goes along.
/// </remarks>
public interface IMcpTools
{
    /// <summary>The name that the server was added under.</summary>
    string Server { get; }

    /// <summary>The tools that the server has, at most <see cref="McpToolsOptions.MaxTools"/>, as it lists them now.</summary>
    /// <param name="cancellationToken">Gives the list up.</param>
    /// <exception cref="McpToolException">The server could not be reached or did not answer as it should.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    Task<IReadOnlyList<McpTool>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Calls a tool.</summary>
    /// <param name="tool">The tool's name.</param>
    /// <param name="arguments">A JSON object by the tool's input schema; an undefined element, the default, for no arguments.</param>
    /// <param name="cancellationToken">Gives the call up and tells the server so; the tool may have run nevertheless.</param>
    /// <exception cref="ArgumentException">There is no name, or the arguments are not a JSON object.</exception>
    /// <exception cref="McpToolException">The tool failed, or the server could not be reached or did not answer as it should.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    Task<McpToolResult> CallAsync(string tool, JsonElement arguments = default, CancellationToken cancellationToken = default);

    /// <summary>Calls a tool with typed arguments and reads its result: the structured content, or else the text as JSON.</summary>
    /// <param name="tool">The tool's name.</param>
    /// <param name="arguments">What becomes the JSON object of arguments.</param>
    /// <param name="argumentsType">How the arguments are written, from your own <c>JsonSerializerContext</c>.</param>
    /// <param name="resultType">How the result is read.</param>
    /// <param name="cancellationToken">Gives the call up and tells the server so; the tool may have run nevertheless.</param>
    /// <exception cref="ArgumentException">There is no name, or the arguments are not a JSON object.</exception>
    /// <exception cref="McpToolException">As for an untyped call, or the result is not of the type.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    Task<TResult> CallAsync<TArguments, TResult>(
        string tool, TArguments arguments, JsonTypeInfo<TArguments> argumentsType, JsonTypeInfo<TResult> resultType, CancellationToken cancellationToken = default);
}
