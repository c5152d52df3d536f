using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Diagnostics;

/// <content>Events of access tokens.</content>
internal static partial class Log
{
    [LoggerMessage(60, LogLevel.Information, "Security scheme {Scheme}: {Keys} keys of issuer {Issuer} are in use")]
    public static partial void KeysFetched(ILogger logger, string scheme, string issuer, int keys);

    [LoggerMessage(61, LogLevel.Information, "Security scheme {Scheme}: issuer {Issuer} is back")]
    public static partial void KeysFetchedAgain(ILogger logger, string scheme, string issuer);

    [LoggerMessage(62, LogLevel.Error, "Security scheme {Scheme}: there are no keys of the issuer, so no token is accepted; trying again: {Reason}")]
    public static partial void NoKeys(ILogger logger, string scheme, string reason);

    [LoggerMessage(63, LogLevel.Warning, "Security scheme {Scheme}: the issuer's keys could not be refreshed, the last good ones stay in use; trying again: {Reason}")]
    public static partial void KeysNotRefreshed(ILogger logger, string scheme, string reason);
}
