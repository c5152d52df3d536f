using System.Collections.Concurrent;
using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Hosting;
using A2AAgent.Server.Operations;
using A2AAgent.Server.Security;
using A2AAgent.Server.Security.Access;
using A2AAgent.Server.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Bindings.AgentCard;

/// <summary>
/// The card for callers who are known (specification, sections 3.1.11 and 13.3): the public one with the extended skills that the caller
/// may use, and with what <see cref="ExtendedCardOptions.File"/> adds.
/// </summary>
internal sealed class ExtendedCard : IDisposable
{
    private const string Setting = "Agent:Card:Extended:File";

    /// <summary>Hosts are the client's to name: more cards than this many are made without being remembered.</summary>
    private const int MaxCards = 64;

    private readonly AgentDefinition _definition;
    private readonly CardBuilder _cards;
    private readonly PublicAddress _address;
    private readonly SkillAccess _access;
    private readonly CardSigning _signing;
    private readonly WatchedFiles<ExtendedCardFile>? _file;
    private readonly ConcurrentDictionary<(string BaseUrl, string Skills, ExtendedCardFile? File, SigningKeys? Keys), Protocol.AgentCard> _made = new();
    private SigningKeys? _keys;

    /// <exception cref="AgentConfigurationException">The file is wrong.</exception>
    public ExtendedCard(
        AgentDefinition definition, CardBuilder cards, CardSigning signing, PublicAddress address, SkillAccess access, SecurityPlan plan, AgentOptions options, TimeProvider time, ILogger<ExtendedCard> logger)
    {
        (_definition, _cards, _signing, _address, _access) = (definition, cards, signing, address, access);
        if (options.Card.Extended.File is { Length: > 0 } path)
        {
            _file = new([path], Setting, files => ExtendedCardFile.Read(files[0], Setting, plan), options.Security.ReloadInterval, time, logger)
            {
                // Cards of the file as it was are of no more use.
                Changed = _ => _made.Clear(),
            };
        }
    }

    /// <summary>The generated card, which says by itself whether it has extended skills; a file makes an extended card as well.</summary>
    public static Protocol.AgentCard Declare(Protocol.AgentCard card, CardOptions options) => options.Extended.File is { Length: > 0 }
        ? card with { Capabilities = card.Capabilities with { ExtendedAgentCard = true } }
        : card;

    /// <summary>The card for one caller.</summary>
    /// <exception cref="AgentException">The caller is not known, or there is nothing that the public card does not have.</exception>
    public Protocol.AgentCard For(CallContext context)
    {
        _access.RequireKnown(context.Principal);
        var file = _file?.Current;
        if (_definition.ExtendedSkills.Count == 0 && file is null or { IsEmpty: true })
        {
            throw new AgentException(AgentError.ExtendedAgentCardNotConfigured, "This agent declares an extended Agent Card, and nothing is configured that it would add to the public one.");
        }

        var own = _definition.ExtendedSkills.Where(skill => _access.Allows(skill, context.Principal)).ToHashSet(StringComparer.Ordinal);
        var added = file?.Skills.Where(skill => IsListed(skill.Id, own) && _access.Allows(skill.SecurityRequirements, context.Principal)).ToList() ?? [];
        var key = (BaseUrl: _address.Of((HttpContext)context.Transport!), $"{string.Join(' ', own)}/{string.Join(' ', added.Select(static skill => skill.Id))}", file, Keys: Keys());
        if (_made.TryGetValue(key, out var made))
        {
            return made;
        }

        made = _signing.Sign(Make(key.BaseUrl, own, added, file), key.BaseUrl, key.Keys);
        return _made.Count < MaxCards ? _made.GetOrAdd(key, made) : made;
    }

    public void Dispose() => _file?.Dispose();

    /// <summary>The keys that sign. Cards that others have signed are of no more use.</summary>
    private SigningKeys? Keys()
    {
        var keys = _signing.Keys;
        if (Interlocked.Exchange(ref _keys, keys) != keys)
        {
            _made.Clear();
        }

        return keys;
    }

    /// <summary>The whole card, not signed yet.</summary>
    private Protocol.AgentCard Make(string baseUrl, HashSet<string> own, List<AgentSkill> added, ExtendedCardFile? file)
    {
        var card = _definition.With(skill => IsListed(skill, own)) with { SupportedInterfaces = _cards.Interfaces(baseUrl) };
        return file is null ? card : file.AddTo(card, added);
    }

    private bool IsListed(string skill, HashSet<string> extended) => !_definition.ExtendedSkills.Contains(skill) || extended.Contains(skill);
}
