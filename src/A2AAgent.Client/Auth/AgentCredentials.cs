using System.Collections;
using System.Runtime.CompilerServices;

namespace A2AAgent.Client.Auth;

/// <summary>
/// Credentials for agents by what their cards ask for (specification, section 4.5): of the card's security requirements, the first that they can all satisfy.
/// </summary>
/// <remarks>
/// A requirement without schemes, which lets anybody in, is used when no other can be satisfied. Where a card lists schemes and no requirements, the first scheme
/// that can be satisfied is. What single skills require goes along when it can be satisfied. Thread-safe once a client has it; it may serve several clients.
/// </remarks>
/// <param name="time">The clock; null for the system's.</param>
public sealed class AgentCredentials(TimeProvider? time = null) : IAgentCredentials, IEnumerable<AgentCredential>, IDisposable
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly List<AgentCredential> _credentials = [];
    private readonly ConditionalWeakTable<AgentCard, IReadOnlyList<NeededCredential>> _plans = [];

    /// <summary>Adds a credential; earlier ones are preferred.</summary>
    /// <param name="credential">The credential, which is disposed with this.</param>
    public void Add(AgentCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        _credentials.Add(credential);
    }

    /// <inheritdoc/>
    public async ValueTask ApplyAsync(HttpRequestMessage request, CredentialTarget agent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(agent);
        foreach (var needed in Plan(agent.Card))
        {
            await needed.Credential.ApplyAsync(request, needed, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> RenewAsync(HttpRequestMessage refused, CredentialTarget agent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(refused);
        ArgumentNullException.ThrowIfNull(agent);
        var isRenewed = false;
        foreach (var needed in Plan(agent.Card))
        {
            isRenewed |= await needed.Credential.RenewAsync(refused, needed, _time, cancellationToken).ConfigureAwait(false);
        }

        return isRenewed;
    }

    /// <inheritdoc/>
    public IEnumerator<AgentCredential> GetEnumerator() => _credentials.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Disposes of the credentials.</summary>
    public void Dispose()
    {
        foreach (var credential in _credentials)
        {
            (credential as IDisposable)?.Dispose();
        }
    }

    /// <summary>The client certificate, if there is one.</summary>
    internal ClientCertificateCredential? Certificate => _credentials.OfType<ClientCertificateCredential>().FirstOrDefault();

    private IReadOnlyList<NeededCredential> Plan(AgentCard card)
    {
        if (!_plans.TryGetValue(card, out var plan))
        {
            _plans.AddOrUpdate(card, plan = CredentialPlan.Make(card, _credentials));
        }

        return plan;
    }
}
