namespace A2AAgent.Client.Auth;

/// <summary>What authenticates calls to an agent.</summary>
/// <remarks>Implementations are safe for concurrent use.</remarks>
public interface IAgentCredentials
{
    /// <summary>Adds a credential to a request that goes to an interface of the agent. Called for each attempt.</summary>
    /// <param name="request">The request. Its address may be changed where a credential goes into the query.</param>
    /// <param name="agent">What the agent asks for.</param>
    /// <param name="cancellationToken">Ends the search for a credential.</param>
    /// <exception cref="AgentCredentialException">There is no credential that the agent would take, or it cannot be had now.</exception>
    ValueTask ApplyAsync(HttpRequestMessage request, CredentialTarget agent, CancellationToken cancellationToken);

    /// <summary>Hears that the agent has refused a credential (401).</summary>
    /// <param name="refused">The request that carried it.</param>
    /// <param name="agent">What the agent asks for.</param>
    /// <param name="cancellationToken">Ends the search for another.</param>
    /// <returns>True when there may be another one now: the request is made again, once.</returns>
    ValueTask<bool> RenewAsync(HttpRequestMessage refused, CredentialTarget agent, CancellationToken cancellationToken) => new(false);
}

/// <summary>What a credential is for.</summary>
/// <param name="Card">The agent's card, with its security schemes and requirements (specification, section 4.4.1).</param>
/// <param name="Interface">The interface that is called.</param>
public sealed record CredentialTarget(AgentCard Card, AgentInterface Interface);

/// <summary>There is no credential that an agent would take, or it cannot be had now.</summary>
public sealed class AgentCredentialException : Exception
{
    /// <summary>Makes a failure.</summary>
    /// <param name="message">What is missing and what to configure; no secrets.</param>
    /// <param name="innerException">What caused it.</param>
    public AgentCredentialException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>True when the credential may be had later.</summary>
    public bool IsTransient { get; init; }
}
