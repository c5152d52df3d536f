using System.Security.Cryptography;
using System.Text;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Signing;
using A2AAgent.Server.Configuration;

namespace A2AAgent.Server.Signing;

/// <summary>The keys that sign the card, the newest first, as they were read at one time.</summary>
internal sealed class SigningKeys(IReadOnlyList<SigningKey> keys, DateTimeOffset readAt)
{
    public IReadOnlyList<SigningKey> All => keys;

    public JsonWebKeySet Public { get; } = new(keys.Select(static key => key.Public));

    public DateTimeOffset ReadAt => readAt;

    /// <exception cref="AgentConfigurationException">A key is not one, or two have the same name.</exception>
    public static SigningKeys Read(IList<SigningKeyOptions> options, IReadOnlyList<byte[]> pems, DateTimeOffset readAt)
    {
        var keys = pems.Select((pem, index) => Read(options[index], pem, index)).ToList();
        return keys.GroupBy(static key => key.KeyId, StringComparer.Ordinal).FirstOrDefault(static same => same.Count() > 1) is { } twice
            ? throw new AgentConfigurationException($"Agent:Signing:Keys has two keys named '{twice.Key}'; each must have a KeyId of its own.")
            : new SigningKeys(keys, readAt);
    }

    private static SigningKey Read(SigningKeyOptions options, byte[] pem, int index)
    {
        var algorithm = options.Algorithm is { Length: > 0 } name
            ? JwsAlgorithm.Find(name) ?? throw new AgentConfigurationException(
                $"Agent:Signing:Keys:{index}:Algorithm is '{name}'; it must be one of {string.Join(", ", JwsAlgorithm.All)}.")
            : null;
        try
        {
            return SigningKey.FromPem(Encoding.UTF8.GetString(pem), options.KeyId is { Length: > 0 } id ? id : null, algorithm);
        }
        catch (CryptographicException e)
        {
            throw new AgentConfigurationException($"Agent:Signing:Keys:{index}:File: {options.File} cannot be used: {e.Message}", e);
        }
    }
}
