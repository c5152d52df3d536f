using A2AAgent.Server.Proxies;
using A2AAgent.Server.Security.Tls;
using Microsoft.Extensions.Configuration;

namespace A2AAgent.Server.Configuration;

/// <summary>Says in an operator's words what the configuration binder has against a value.</summary>
internal static class BinderFailure
{
    private const string Before = " at '";
    private const string Between = "' to type '";

    public static string Describe(InvalidOperationException failure, IConfiguration configuration)
    {
        var message = failure.Message;
        var path = message.LastIndexOf(Before, StringComparison.Ordinal);
        var type = message.LastIndexOf(Between, StringComparison.Ordinal);
        if (path < 0 || type < path)
        {
            return message;
        }

        var setting = message[(path + Before.Length)..type];
        return $"{setting} is '{configuration[setting]}'; it must be {Allowed(message[(type + Between.Length)..].TrimEnd('.', '\''))}.";
    }

    /// <summary>The names that the binder could not place, which it puts at the end.</summary>
    public static string Unknown(InvalidOperationException failure, string section) =>
        $"{section} has a setting that does not exist or has a wrong value: {failure.Message[(failure.Message.LastIndexOf(": ", StringComparison.Ordinal) is >= 0 and var end ? end + 2 : 0)..]}; the README lists those that there are.";

    private static string Allowed(string type) => type[(type.LastIndexOf('.') + 1)..] switch
    {
        nameof(Int32) or nameof(Int64) => "a whole number",
        nameof(Boolean) => "true or false",
        nameof(TimeSpan) => "a time, for example 00:00:30 or 1.00:00:00 for a day",
        nameof(TlsProtocols) => "Tls13 or Tls12AndTls13",
        nameof(ClientCertificates) => "None, Allow or Require",
        nameof(ForwardedHeaderNames) => "Forwarded, or XForwardedFor, XForwardedHost, XForwardedProto and XForwardedPrefix, several with commas between them",
        _ => $"of the type {type}",
    };
}
