using System.Text.Json;
using A2AAgent.Client.Transports.Http;

namespace A2AAgent.Client.Directory;

/// <summary>
/// A directory behind an HTTP address: <c>GET {address}?name=…&amp;skill=…&amp;tag=…</c> answers
/// <c>{"agents":[{"name":"…","url":"https://…","skills":["…"],"tags":["…"]}]}</c>, the agents to prefer first.
/// </summary>
/// <remarks>Thread-safe. Who answers at the address decides where calls, and credentials, go: use https.</remarks>
public sealed class HttpAgentDirectory : IAgentDirectory
{
    private const int MaxBytes = 1024 * 1024;
    private const int MostAgents = 1_000;

    private readonly Uri _address;
    private readonly HttpMessageInvoker _http;

    /// <summary>Makes a directory.</summary>
    /// <param name="address">Its address, without a query.</param>
    /// <param name="http">Sends the requests; null for a handler of its own that follows no redirects.</param>
    public HttpAgentDirectory(Uri address, HttpMessageInvoker? http = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        (_address, _http) = (address, http ?? HttpHandlers.Make(new AgentClientOptions()));
    }

    /// <summary>How long an answer may take. Default: 10 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<DirectoryEntry>> FindAsync(AgentQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Timeout);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(_address) { Query = Query(query) }.Uri);
            using var response = await _http.SendAsync(request, limited.Token).ConfigureAwait(false);
            using var body = await ResponseBody.ReadAsync(response.Content, MaxBytes, limited.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? Read(body.Span.ToArray()) : throw Failed($"status {(int)response.StatusCode}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException or JsonException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw Failed(e.Message, e);
        }
    }

    private static string Query(AgentQuery query) =>
        string.Join('&', new[] { Parameter("name", query.Name), Parameter("skill", query.Skill), Parameter("tag", query.Tag) }.Where(static part => part.Length > 0));

    private static string Parameter(string name, string? value) => string.IsNullOrEmpty(value) ? "" : $"{name}={Uri.EscapeDataString(value)}";

    private static List<DirectoryEntry> Read(byte[] json)
    {
        using var answer = JsonDocument.Parse(json);
        return answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("agents", out var agents) && agents.ValueKind == JsonValueKind.Array
            ? [.. agents.EnumerateArray().Take(MostAgents).Select(Entry)]
            : throw new JsonException("its answer is no object with an array named \"agents\"");
    }

    private static DirectoryEntry Entry(JsonElement agent)
    {
        var url = agent.ValueKind == JsonValueKind.Object ? ErrorJson.Text(agent, "url") : "";
        try
        {
            return new DirectoryEntry(ErrorJson.Text(agent, "name") is { Length: > 0 } name ? name : url, new AgentAddress(new Uri(url))) { Skills = Texts(agent, "skills"), Tags = Texts(agent, "tags") };
        }
        catch (Exception e) when (e is UriFormatException or ArgumentException or InvalidOperationException)
        {
            throw new JsonException($"an agent in its answer has no absolute http or https \"url\"{(url.Contains('@', StringComparison.Ordinal) ? " without a user name" : $", but '{url}'")}", e);
        }
    }

    private static string[] Texts(JsonElement agent, string name) =>
        agent.TryGetProperty(name, out var values) && values.ValueKind == JsonValueKind.Array
            ? [.. values.EnumerateArray().Where(static value => value.ValueKind == JsonValueKind.String).Select(static value => value.GetString()!)]
            : [];

    private AgentDirectoryException Failed(string problem, Exception? cause = null) => new($"The agent directory {_address} cannot be asked: {problem.TrimEnd('.')}.", cause);
}
