using A2AAgent.Server.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Diagnostics;

/// <summary>
/// Every event that an auditor asks for, under one category of the log. No credentials, and what callers send is cut short.
/// </summary>
internal sealed partial class Audit(ILoggerFactory loggers)
{
    public const string Category = "A2AAgent.Audit";

    private readonly ILogger _logger = loggers.CreateLogger(Category);

    private const int Longest = 256;

    /// <summary>A request that is not authenticated. Its query is not mentioned: keys may be in it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="failures">Why the credential of a scheme was not accepted; empty when there was none.</param>
    public void NotAuthenticated(HttpContext http, IReadOnlyDictionary<string, string> failures)
    {
        var (method, path, remote) = (Clip(http.Request.Method), Clip(http.Request.Path.Value ?? ""), http.Connection.RemoteIpAddress?.ToString() ?? "");
        if (failures.Count == 0)
        {
            CredentialMissing(method, path, remote);
        }
        else
        {
            AuthenticationFailed(method, path, remote, Clip(Join(failures)));
        }
    }

    /// <summary>A task of a caller who is known.</summary>
    public void TaskCreated(in TaskKey key, string skillId)
    {
        if (_logger.IsEnabled(LogLevel.Information))
        {
            TaskCreated(key.Id, Clip(key.Owner), Clip(key.Tenant), skillId);
        }
    }

    /// <summary>What a caller sent, short and on one line.</summary>
    public static string Clip(string text)
    {
        var clipped = text.Length <= Longest ? text : text[..Longest] + "…";
        return string.Create(clipped.Length, clipped, static (line, source) =>
        {
            for (var index = 0; index < line.Length; index++)
            {
                line[index] = char.IsControl(source[index]) ? '?' : source[index];
            }
        });
    }

    /// <summary>The failures of several schemes in one text.</summary>
    public static string Join(IReadOnlyDictionary<string, string> failures) => string.Join("; ", failures.Keys.Select(scheme => $"{scheme}: {failures[scheme]}"));

    [LoggerMessage(1, LogLevel.Warning, "Authentication failed: {Method} {Path} from {Remote}: {Reason}")]
    private partial void AuthenticationFailed(string method, string path, string remote, string reason);

    [LoggerMessage(5, LogLevel.Information, "Credential missing: {Method} {Path} from {Remote}")]
    private partial void CredentialMissing(string method, string path, string remote);

    [LoggerMessage(2, LogLevel.Warning, "Denied: {Caller} may not {Action}: {Reason}")]
    public partial void Denied(string caller, string action, string reason);

    [LoggerMessage(3, LogLevel.Information, "Task {TaskId} created by {Owner} of tenant '{Tenant}' for skill {SkillId}")]
    private partial void TaskCreated(string taskId, string owner, string tenant, string skillId);

    [LoggerMessage(4, LogLevel.Information, "Agent Card for {BaseUrl} signed with {Keys} keys, the newest {KeyId}")]
    public partial void CardSigned(string baseUrl, int keys, string keyId);
}
