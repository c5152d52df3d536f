using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using A2AAgent.Protocol;

namespace A2AAgent.Server.Security.Certificates;

/// <summary>
/// Which certificates may call: <c>spiffe://trust.domain/path</c>, <c>spiffe://trust.domain/ns/x/*</c> for everything below, <c>dns:name</c>
/// and <c>subject:distinguished name</c> for certificates without SPIFFE ID.
/// </summary>
/// <remarks>Immutable.</remarks>
internal sealed class AllowList
{
    private const string Dns = "dns:";
    private const string Subject = "subject:";
    private const string Below = "/*";

    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _prefixes = [];
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _subjects = new(StringComparer.Ordinal);

    /// <param name="entries">The entries.</param>
    /// <param name="setting">The setting that has them, for errors.</param>
    /// <exception cref="AgentConfigurationException">An entry is none, or there are none.</exception>
    public AllowList(IReadOnlyList<string> entries, string setting)
    {
        if (entries.Count == 0)
        {
            throw new AgentConfigurationException($"{setting} is empty, so no certificate could call; list who may, for example spiffe://acme.test/ns/travel/sa/planner or spiffe://acme.test/ns/travel/*.");
        }

        for (var index = 0; index < entries.Count; index++)
        {
            if (!TryAdd(entries[index]))
            {
                throw new AgentConfigurationException(
                    $"{setting}:{index} is '{entries[index]}'; it must be a SPIFFE ID such as spiffe://acme.test/ns/travel/sa/planner, one that ends with /* for all below, dns:name or subject:distinguished name.");
            }
        }
    }

    public bool Allows(SpiffeId id)
    {
        if (_ids.Contains(id.Text))
        {
            return true;
        }

        foreach (var prefix in _prefixes)
        {
            if (id.Text.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The name as the list has it, so that one client has one name however its certificates write it.</summary>
    public string? FindName(string dnsName) => _names.TryGetValue(dnsName, out var listed) ? listed : null;

    /// <param name="subject">A distinguished name as <see cref="X500DistinguishedName.Name"/> writes it.</param>
    public bool AllowsSubject(string subject) => _subjects.Contains(subject);

    /// <summary>A distinguished name as certificates write it; null for what is none.</summary>
    public static string? NameOf(string subject)
    {
        try
        {
            // By its bytes: made of text, it would give the same text back.
            return new X500DistinguishedName(new X500DistinguishedName(subject).RawData).Name is { Length: > 0 } name ? name : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private bool TryAdd(string entry)
    {
        if (entry.StartsWith(Dns, StringComparison.Ordinal))
        {
            return TryAdd(_names, IsHostName(entry[Dns.Length..]) ? entry[Dns.Length..] : null);
        }

        return entry.StartsWith(Subject, StringComparison.Ordinal) ? TryAdd(_subjects, NameOf(entry[Subject.Length..])) : TryAddId(entry);
    }

    private bool TryAddId(string entry)
    {
        var below = entry.EndsWith(Below, StringComparison.Ordinal);
        if (!SpiffeId.TryParse(below ? entry[..^Below.Length] : entry, out var id))
        {
            return false;
        }

        if (below)
        {
            _prefixes.Add(id.Text + "/");
            return true;
        }

        // A trust domain alone names nobody who calls.
        return TryAdd(_ids, id.Path.Length > 0 ? id.Text : null);
    }

    private static bool TryAdd(HashSet<string> entries, string? entry)
    {
        if (entry is not null)
        {
            entries.Add(entry);
        }

        return entry is not null;
    }

    private static bool IsHostName(string name) => Uri.CheckHostName(name) == UriHostNameType.Dns;
}
