using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Diagnostics;

/// <content>Messages that come again.</content>
internal static partial class Log
{
    [LoggerMessage(50, LogLevel.Warning, "The reservation of message {Key} could not be given back; it lapses by itself")]
    public static partial void ReplyNotReleased(ILogger logger, Exception exception, string key);
}
