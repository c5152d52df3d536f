using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using A2AAgent.Client.Transports.Http;

namespace A2AAgent.Client.Auth.OAuth;

/// <summary>Asks authorization servers for tokens.</summary>
[SuppressMessage("Reliability", "CA2000", Justification = "The invoker owns its handler.")]
internal sealed class TokenClient(OAuthCredential credential) : IDisposable
{
    private const int LargestAnswer = 256 * 1024;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly HttpMessageInvoker _http = credential.Handler is { } handler
        ? new HttpMessageInvoker(handler, disposeHandler: false)
        : new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ActivityHeadersPropagator = null, ConnectTimeout = Limit, PooledConnectionLifetime = TimeSpan.FromMinutes(2) }, disposeHandler: true);

    /// <exception cref="AgentCredentialException">There is no token.</exception>
    public async Task<AccessToken> RequestAsync(TokenRequest request, TimeProvider time)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        var secret = await credential.ClientSecret.GetAsync(fresh: false, time, limit.Token).ConfigureAwait(false);
        var tokenUrl = request.TokenUrl ?? await DiscoverAsync(request.DiscoveryUrl!, limit.Token).ConfigureAwait(false);
        using var message = Message(tokenUrl, request.Scope, secret);
        var asked = time.GetTimestamp();
        return await SendAsync(message, "token end point", answer => TokenAnswer.Read(answer, asked), limit.Token).ConfigureAwait(false);
    }

    public void Dispose() => _http.Dispose();

    private async Task<Uri> DiscoverAsync(Uri document, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, document);
        return await SendAsync(message, "OpenID Connect document", answer => Discovery.TokenUrl(answer, document), cancellationToken).ConfigureAwait(false);
    }

    private async Task<T> SendAsync<T>(HttpRequestMessage message, string what, Func<byte[], T> read, CancellationToken cancellationToken)
    {
        var host = message.RequestUri!.IdnHost;
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        try
        {
            using var response = await _http.SendAsync(message, cancellationToken).ConfigureAwait(false);
            using var body = await ResponseBody.ReadAsync(response.Content, LargestAnswer, cancellationToken).ConfigureAwait(false);
            var answer = body.Span.ToArray();
            return response.IsSuccessStatusCode ? read(answer) : throw Refused(what, host, response.StatusCode, answer);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            throw new AgentCredentialException($"the {what} at {host} cannot be reached, or its answer cannot be read", e) { IsTransient = true };
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new AgentCredentialException($"the {what} at {host} did not answer within {Limit.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s", e) { IsTransient = true };
        }
    }

    private static AgentCredentialException Refused(string what, string host, HttpStatusCode status, byte[] answer)
    {
        var error = TokenAnswer.Error(answer) is { } code ? $" ({code})" : "";
        return new($"the {what} at {host} answers {((int)status).ToString(CultureInfo.InvariantCulture)}{error}")
        {
            IsTransient = status is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError,
        };
    }

    private HttpRequestMessage Message(Uri tokenUrl, string scope, string secret)
    {
        var fields = new List<KeyValuePair<string, string>> { new("grant_type", "client_credentials") };
        if (scope.Length > 0)
        {
            fields.Add(new("scope", scope));
        }

        fields.AddRange(credential.Parameters);
        var message = new HttpRequestMessage(HttpMethod.Post, tokenUrl);
        if (credential.SecretInBody)
        {
            fields.Add(new("client_id", credential.ClientId));
            fields.Add(new("client_secret", secret));
        }
        else
        {
            // Form-encoded first, as RFC 6749, section 2.3.1 says: a colon in the name would end it.
            var pair = $"{WebUtility.UrlEncode(credential.ClientId)}:{WebUtility.UrlEncode(secret)}";
            message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(pair)));
        }

        message.Content = new FormUrlEncodedContent(fields);
        return message;
    }
}
