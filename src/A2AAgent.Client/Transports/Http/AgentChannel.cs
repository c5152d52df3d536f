using System.Diagnostics;
using System.Net;
using A2AAgent.Client.Auth;
using A2AAgent.Client.Resilience;

namespace A2AAgent.Client.Transports.Http;

/// <summary>How requests of one binding get to one interface of an agent: headers, credentials, trace, and the failures of the connection.</summary>
internal sealed class AgentChannel(
    HttpMessageInvoker http, CredentialTarget target, AgentClientOptions options, IReadOnlyDictionary<string, string> headers, Uri url, Failures failures)
{
    private const string Version = "1.0";
    private const string GrpcUnauthenticated = "16";

    private readonly KeyValuePair<string, string>[] _headers = [.. headers];

    /// <summary>Where the interface is.</summary>
    public Uri Url => url;

    /// <summary>True when the card came over TLS and names this interface without: what was meant for the one must not be sent in clear to the other.</summary>
    public bool IsDowngraded { get; init; }

    public Failures Failures => failures;

    public int MaxResponseBytes => options.MaxResponseBytes;

    public ResilienceOptions Resilience => options.Resilience;

    public TimeProvider Time => options.Time;

    /// <summary>Sends a request; the answer's body is still to be read.</summary>
    /// <param name="make">Makes the request; called again when its credential was refused and there is another.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="context">The call's parameters; the extensions that the agent has activated are put there.</param>
    /// <param name="cancellationToken">Ends it, until there is an answer.</param>
    /// <exception cref="RemoteAgentException">There is no answer.</exception>
    public async ValueTask<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> make, string operation, CallContext context, CancellationToken cancellationToken)
    {
        for (var renewed = false; ; renewed = true)
        {
            var request = make();
            AddHeaders(request, context);
            HttpResponseMessage response;
            try
            {
                if (options.Credentials is { } own)
                {
                    await AuthenticateAsync(own, request, operation, cancellationToken).ConfigureAwait(false);
                }

                response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (ConnectionFailure.IsOne(e, cancellationToken))
            {
                throw ConnectionFailure.From(e, failures, operation);
            }

            if (renewed || options.Credentials is not { } credentials || !IsRefused(response)
                || !await RenewAsync(credentials, request, response, operation, cancellationToken).ConfigureAwait(false))
            {
                context.ActivatedExtensions = ServiceParameters.Extensions(response);
                return response;
            }

            response.Dispose();
        }
    }

    /// <summary>The credential was refused: by HTTP, or by a gRPC status that comes without messages.</summary>
    private static bool IsRefused(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.Unauthorized
        || (response.Headers.NonValidated.TryGetValues("grpc-status", out var status) && status.ToString() == GrpcUnauthenticated);

    private void AddHeaders(HttpRequestMessage request, CallContext context)
    {
        ServiceParameters.Add(request, context.Version.Length > 0 ? context.Version : Version, Extensions(context));
        foreach (var (name, value) in _headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        TraceContext.Add(request, Activity.Current);
    }

    /// <exception cref="AgentCredentialException">There is no credential. Whatever stopped those who keep it says nothing of the agent.</exception>
    /// <exception cref="RemoteAgentException">It would go in clear.</exception>
    private async ValueTask AuthenticateAsync(IAgentCredentials credentials, HttpRequestMessage request, string operation, CancellationToken cancellationToken)
    {
        var (headers, address) = (request.Headers.NonValidated.Count, request.RequestUri);
        try
        {
            await credentials.ApplyAsync(request, target, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsOfCredentials(e, cancellationToken))
        {
            throw NoCredential(e);
        }

        if (IsDowngraded && (request.Headers.NonValidated.Count != headers || request.RequestUri != address))
        {
            throw failures.NotSent(
                operation, $"its card came over https and names {url.GetLeftPart(UriPartial.Authority)}, where credentials do not go in clear: have the agent advertise its https address",
                error: AgentError.PermissionDenied, transient: false);
        }
    }

    private async ValueTask<bool> RenewAsync(
        IAgentCredentials credentials, HttpRequestMessage refused, HttpResponseMessage refusal, string operation, CancellationToken cancellationToken)
    {
        try
        {
            return await credentials.RenewAsync(refused, target, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            refusal.Dispose();
            throw e is OperationCanceledException && cancellationToken.IsCancellationRequested ? new OperationCanceledException(e.Message, e, cancellationToken)
                : ConnectionFailure.From(e as AgentCredentialException ?? NoCredential(e), failures, operation);
        }
    }

    private static bool IsOfCredentials(Exception e, CancellationToken cancellationToken) =>
        e is not AgentCredentialException && !(e is OperationCanceledException && cancellationToken.IsCancellationRequested);

    private static AgentCredentialException NoCredential(Exception cause) => new($"its credential cannot be had ({cause.GetType().Name})", cause) { IsTransient = true };

    /// <summary>What the caller asks for, and what every call asks for of what the card declares.</summary>
    private IEnumerable<string> Extensions(CallContext context) => options.Extensions.Count == 0
        ? context.RequestedExtensions
        : context.RequestedExtensions.Union(options.Extensions.Where(IsDeclared), StringComparer.Ordinal);

    private bool IsDeclared(string uri) => target.Card.Capabilities.Extensions.Any(extension => extension.Uri == uri);
}
