using System.Security.Claims;

namespace A2AAgent.Protocol;

/// <summary>
/// What travels beside a request: the service parameters of the specification (section 3.2.6) and, on a server, who calls.
/// </summary>
/// <remarks>One instance belongs to one call.</remarks>
public sealed class CallContext
{
    /// <summary>The name of the parameter that carries the protocol version.</summary>
    public const string VersionParameter = "A2A-Version";

    /// <summary>The name of the parameter that carries the extensions.</summary>
    public const string ExtensionsParameter = "A2A-Extensions";

    /// <summary>The protocol version, <c>Major.Minor</c>; an empty string when the caller gave none, which means 0.3.</summary>
    public string Version { get; init; } = "";

    /// <summary>URIs of the extensions that the caller asks for.</summary>
    public IReadOnlyList<string> RequestedExtensions { get; init; } = [];

    /// <summary>URIs of the extensions that are active for this call: asked for and supported. Filled in by the service.</summary>
    public IReadOnlyList<string> ActivatedExtensions { get; set; } = [];

    /// <summary>Who calls; not authenticated when nobody is known. Always so on a client.</summary>
    public ClaimsPrincipal Principal { get; init; } = Anonymous;

    /// <summary>The tenant in the address of the request, or null when the address has none.</summary>
    public string? AddressedTenant { get; init; }

    /// <summary>What a server received the call with, or null. Only its bindings know what it is.</summary>
    internal object? Transport { get; init; }

    /// <summary>The earlier protocol version from which a binding has translated the request, or null.</summary>
    internal string? EarlierVersion { get; init; }

    private static ClaimsPrincipal Anonymous { get; } = new(new ClaimsIdentity());
}
