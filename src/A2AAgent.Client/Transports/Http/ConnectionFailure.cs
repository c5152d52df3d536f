using System.Net.Sockets;
using System.Security.Authentication;
using A2AAgent.Client.Auth;

namespace A2AAgent.Client.Transports.Http;

/// <summary>Tells how far a request came whose connection has failed.</summary>
internal static class ConnectionFailure
{
    private const string NoHttp2 = "it does not speak HTTP/2 there";

    // The codes of HTTP/2 by which a peer says that it has done nothing (RFC 9113, section 7).
    private const long RefusedStream = 7;
    private const long Http11Required = 13;

    /// <summary>False for what is none of the connection, the caller's own cancellation among them.</summary>
    public static bool IsOne(Exception cause, CancellationToken cancellationToken) =>
        cause is AgentCredentialException or HttpRequestException or IOException or SocketException || (cause is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    /// <summary>The failure.</summary>
    public static RemoteAgentException From(Exception cause, Failures failures, string operation) => cause switch
    {
        OperationCanceledException { InnerException: TimeoutException } => failures.NotSent(operation, "no connection was made in time", cause),

        // A handler of the caller's has given it up: who knows how far it came.
        OperationCanceledException => failures.NoAnswer(operation, "the request was given up by its handler", cause),
        AgentCredentialException credential => failures.NotSent(operation, credential.Message, cause, AgentError.Unauthenticated, credential.IsTransient),
        HttpRequestException { InnerException: HttpProtocolException { ErrorCode: Http11Required } } => failures.NotSent(operation, NoHttp2, cause, transient: false),
        HttpRequestException { InnerException: HttpProtocolException { ErrorCode: RefusedStream } } => failures.NotSent(operation, "it took no more calls on the connection", cause),
        HttpRequestException { HttpRequestError: var error } http when IsBefore(error) => failures.NotSent(operation, Describe(http), cause, transient: IsPassing(http)),
        HttpRequestException http => failures.NoAnswer(operation, Describe(http), cause),

        // The handler lets it through when a connection is reset the moment it is made; later ones come as one of the others.
        SocketException => failures.NotSent(operation, $"it cannot be reached ({cause.Message.TrimEnd('.')})", cause),
        _ => failures.NoAnswer(operation, cause.Message.TrimEnd('.'), cause),
    };

    private static bool IsBefore(HttpRequestError error) => error
        is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError or HttpRequestError.VersionNegotiationError;

    /// <summary>A certificate that is refused will be refused again.</summary>
    private static bool IsPassing(HttpRequestException failure) =>
        failure.InnerException is not AuthenticationException && failure.HttpRequestError != HttpRequestError.VersionNegotiationError;

    private static string Describe(HttpRequestException failure) => failure.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => $"its host cannot be found ({Inner(failure)})",
        HttpRequestError.ConnectionError => $"it cannot be reached ({Inner(failure)})",
        HttpRequestError.SecureConnectionError => $"TLS failed ({Inner(failure)})",
        HttpRequestError.ProxyTunnelError => $"the proxy does not let it through ({Inner(failure)})",
        HttpRequestError.VersionNegotiationError => NoHttp2,
        HttpRequestError.ResponseEnded => "the connection ended before the answer",
        HttpRequestError.ConfigurationLimitExceeded => $"the answer's headers are too large ({Inner(failure)})",
        _ => $"the connection failed ({Inner(failure)})",
    };

    private static string Inner(HttpRequestException failure) =>
        ((failure.InnerException as SocketException)?.Message ?? failure.InnerException?.Message ?? failure.Message).TrimEnd('.');
}
