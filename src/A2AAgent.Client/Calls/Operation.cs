using A2AAgent.Client.Diagnostics;

namespace A2AAgent.Client.Calls;

/// <summary>An operation as the client's layers see it, whatever its types.</summary>
/// <param name="Name">As the specification names it.</param>
/// <param name="Invoke">Calls it.</param>
/// <param name="WithTenant">The request, for the tenant of an interface when it has none.</param>
/// <param name="Ids">What it is about.</param>
internal sealed record Operation<TRequest, TResult>(
    string Name,
    Func<IAgentService, TRequest, CallContext, CancellationToken, ValueTask<TResult>> Invoke,
    Func<TRequest, string, TRequest> WithTenant,
    Func<TRequest, CallIds> Ids);
