using A2AAgent.Protocol;
using A2AAgent.Protocol.Signing;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Diagnostics;
using A2AAgent.Server.Hosting;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Signing;

/// <summary>Signs cards with the keys as they are now (specification, section 8.4). Without keys it does nothing and loads no cryptography.</summary>
internal sealed class CardSigning : IDisposable
{
    private readonly SigningOptions _options;
    private readonly Audit _audit;
    private readonly WatchedFiles<SigningKeys>? _files;

    /// <exception cref="AgentConfigurationException">A setting or a file is wrong.</exception>
    public CardSigning(AgentOptions options, TimeProvider time, Audit audit, ILogger<CardSigning> logger)
    {
        (_options, _audit) = (options.Signing, audit);
        SigningRules.Check(_options);
        if (_options.Keys.Count > 0)
        {
            _files = new WatchedFiles<SigningKeys>(
                [.. _options.Keys.Select(static key => key.File!)],
                "Agent:Signing:Keys",
                pems => SigningKeys.Read(_options.Keys, pems, time.GetUtcNow()),
                options.Security.ReloadInterval,
                time,
                logger);
        }
    }

    /// <summary>The keys as they are now; null when cards are not signed. A new object when they change.</summary>
    public SigningKeys? Keys => _files?.Current;

    /// <summary>Signs a card as clients of a base URL see it.</summary>
    /// <param name="card">The card, complete.</param>
    /// <param name="baseUrl">An absolute URL without a slash at its end.</param>
    /// <param name="keys">The keys; with null the card stays as it is.</param>
    public AgentCard Sign(AgentCard card, string baseUrl, SigningKeys? keys)
    {
        if (keys is null)
        {
            return card;
        }

        var keysUrl = new Uri(_options.JwksUrl is { Length: > 0 } configured ? configured : baseUrl + JwksEndpoint.Path);
        var signed = new AgentCardSigner(keys.All, keysUrl) { ForOtherSdks = _options.ForOtherSdks }.Sign(card);
        _audit.CardSigned(baseUrl, keys.All.Count, keys.All[0].KeyId);
        return signed;
    }

    public void Dispose() => _files?.Dispose();
}
