using System.Net.Http.Headers;

namespace A2AAgent.Client.Auth;

/// <summary>An API key, which goes where the card says: into a header, the query or a cookie (specification, section 4.5.2).</summary>
/// <param name="key">The key.</param>
public sealed class ApiKeyCredential(Secret key) : AgentCredential
{
    internal override string Kind => "an API key";

    private protected override bool Fits(SecurityScheme scheme) => scheme is ApiKeySecurityScheme { Location: "header" or "query" or "cookie" };

    internal override async ValueTask ApplyAsync(HttpRequestMessage request, NeededCredential needed, TimeProvider time, CancellationToken cancellationToken)
    {
        var value = await key.GetAsync(fresh: false, time, cancellationToken).ConfigureAwait(false);
        Note(request, needed, value);
        Add(request, (ApiKeySecurityScheme)needed.Scheme, value);
    }

    internal override async ValueTask<bool> RenewAsync(HttpRequestMessage refused, NeededCredential needed, TimeProvider time, CancellationToken cancellationToken) =>
        await key.GetAsync(fresh: true, time, cancellationToken).ConfigureAwait(false) != Noted(refused, needed);

    private static void Add(HttpRequestMessage request, ApiKeySecurityScheme scheme, string value)
    {
        switch (scheme.Location)
        {
            case "query":
                request.RequestUri = WithQuery(request.RequestUri!, scheme.Name, value);
                break;
            case "cookie":
                AddHeader(request.Headers, "Cookie", $"{scheme.Name}={value}", scheme);
                break;
            default:
                AddHeader(request.Headers, scheme.Name, value, scheme);
                break;
        }
    }

    private static void AddHeader(HttpRequestHeaders headers, string name, string value, ApiKeySecurityScheme scheme)
    {
        if (value.AsSpan().ContainsAnyExceptInRange(' ', '~') || !headers.TryAddWithoutValidation(name, value))
        {
            throw new AgentCredentialException($"the API key does not fit into the {scheme.Location} '{scheme.Name}'");
        }
    }

    private static Uri WithQuery(Uri address, string name, string value)
    {
        var parameter = $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}";
        return new UriBuilder(address) { Query = address.Query.Length > 1 ? $"{address.Query}&{parameter}" : parameter }.Uri;
    }
}
