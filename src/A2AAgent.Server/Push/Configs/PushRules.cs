using System.Buffers;
using System.Net;
using A2AAgent.Protocol;
using A2AAgent.Server.Operations;
using A2AAgent.Server.Push.Guard;

namespace A2AAgent.Server.Push.Configs;

/// <summary>What a webhook must be before it is kept. Names are not looked up here: what counts is where they point when they are dialed.</summary>
internal static class PushRules
{
    private const int MaxUrl = 2_048;
    private const int MaxToken = 2_048;
    private const int MaxCredentials = 8_192;
    private const int MaxScheme = 64;

    /// <summary>RFC 9110, section 5.6.2.</summary>
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <exception cref="AgentException">A field is wrong.</exception>
    /// <param name="field">Where the configuration is in the request, with a dot at its end, or an empty string.</param>
    /// <param name="config">The configuration.</param>
    /// <param name="policy">Where push notifications may go.</param>
    public static void Check(string field, TaskPushNotificationConfig config, PushPolicy policy)
    {
        MessageRules.Identifier(field + "id", config.Id);
        CheckUrl(field + "url", config.Url, policy);
        CheckValue(field + "token", config.Token, MaxToken);
        if (config.Authentication is { } authentication)
        {
            CheckScheme(field + "authentication.scheme", authentication.Scheme);
            CheckValue(field + "authentication.credentials", authentication.Credentials, MaxCredentials);
        }
    }

    /// <summary>What a task that has as many webhooks as it may answers to one more.</summary>
    public static AgentException TooMany(int count) =>
        AgentException.InvalidParams("taskId", $"the task has {count} webhooks already, as many as it may; delete one first");

    private static void CheckUrl(string field, string url, PushPolicy policy)
    {
        // Before it is parsed, which would quietly remove some of them.
        CheckValue(field, url, MaxUrl);
        if (url.Contains(' ', StringComparison.Ordinal) || !Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.IdnHost.Length == 0)
        {
            throw AgentException.InvalidParams(field, "must be an absolute https URL");
        }

        if (uri.Scheme == "http" && !policy.AllowsHttp)
        {
            throw AgentException.InvalidParams(field, "must be an https URL: this agent sends nothing in clear text");
        }

        if (uri.UserInfo.Length > 0)
        {
            throw AgentException.InvalidParams(field, "must not have a user or a password; put credentials into 'authentication'");
        }

        if (IsClosed(uri, policy))
        {
            throw AgentException.InvalidParams(field, "names an address that this agent does not send to; it must be on the public Internet");
        }
    }

    /// <summary>What can be seen without asking anybody; the rest is seen when it is dialed.</summary>
    private static bool IsClosed(Uri uri, PushPolicy policy)
    {
        var host = uri.IdnHost.TrimEnd('.');
        return IPAddress.TryParse(host, out var address)
            ? !policy.Allows(address)
            : (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase))
                && !policy.Allows(IPAddress.Loopback) && !policy.Allows(IPAddress.IPv6Loopback);
    }

    private static void CheckScheme(string field, string scheme)
    {
        if (scheme.Length is 0 or > MaxScheme || scheme.AsSpan().ContainsAnyExcept(TokenCharacters))
        {
            throw AgentException.InvalidParams(field, "must be the name of an HTTP authentication scheme, for example Bearer");
        }
    }

    /// <summary>What goes into a header: a line break would begin another header.</summary>
    private static void CheckValue(string field, string value, int longest)
    {
        if (value.Length > longest)
        {
            throw AgentException.InvalidParams(field, $"has {value.Length} characters; at most {longest} are allowed");
        }

        if (value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            throw AgentException.InvalidParams(field, "must be printable ASCII without line breaks");
        }
    }
}
