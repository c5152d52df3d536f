using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using A2AAgent.Protocol.Signing;
using A2AAgent.Server.Bindings.AgentCard;
using A2AAgent.Server.Commands.Manifests;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Hosting;
using A2AAgent.Server.Operations;
using A2AAgent.Server.Signing;

namespace A2AAgent.Server.Commands;

/// <summary>
/// Writes or verifies the card, writes the public keys or manifests, or brings the database up to date, and nothing else: nobody can call
/// the agent meanwhile.
/// </summary>
internal sealed class Command(
    CommandLine line, AgentOptions options, AgentDefinition definition, CardBuilder cards, CardSigning signing, TimeProvider time, IDatabaseMigration? migration = null)
{
    public const int Success = 0;
    public const int Failure = 1;

    private const int MaxKeyBytes = 64 * 1024;

    /// <param name="input">Where a card to verify comes from.</param>
    /// <param name="output">Takes what was asked for, and that alone.</param>
    /// <param name="messages">Takes what is wrong.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="AgentConfigurationException">A setting is wrong or missing.</exception>
    public async Task<int> RunAsync(Stream input, Stream output, TextWriter messages, CancellationToken cancellationToken)
    {
        try
        {
            var result = line switch
            {
                { Help: true } => Lines(CommandLine.Usage),
                { Name: CommandLine.Migrate } => Lines(await MigrateAsync(cancellationToken)),
                { Name: CommandLine.Manifests } => Lines(await ManifestsAsync(cancellationToken)),
                { Name: CommandLine.Jwks } => await PublicKeysAsync(cancellationToken),
                { OnlyVerifies: true } => Lines(await VerifyAsync(await CardToVerifyAsync(input, cancellationToken), cancellationToken)),
                _ => await CardAsync(messages, cancellationToken),
            };
            await output.WriteAsync(result, cancellationToken);
            await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
            await output.FlushAsync(cancellationToken);
            return Success;
        }
        catch (Exception e) when (e is CommandException or AgentCardSignatureException or JsonException or IOException or UnauthorizedAccessException or CryptographicException)
        {
            await messages.WriteLineAsync(e.Message);
            return Failure;
        }
    }

    private static byte[] Lines(string text) => Encoding.UTF8.GetBytes(text);

    private async Task<string> MigrateAsync(CancellationToken cancellationToken)
    {
        if (migration is null)
        {
            throw new AgentConfigurationException(
                "There is nothing to migrate: this agent keeps its tasks in memory. With builder.AddPostgresTasks() of the package A2AAgent.Postgres it keeps them in PostgreSQL.");
        }

        return line.Prints ? migration.Script() : await migration.RunAsync(cancellationToken);
    }

    private Task<string> ManifestsAsync(CancellationToken cancellationToken) => FeatureSwitches.Manifests
        ? new ManifestsCommand(line, options, definition).RunAsync(cancellationToken)
        : throw AgentFeatures.WithoutManifests();

    private async Task<byte[]> CardAsync(TextWriter messages, CancellationToken cancellationToken)
    {
        var baseUrl = options.PublicUrl is { Length: > 0 } url ? url.TrimEnd('/') : throw new AgentConfigurationException(
            "The card names the address under which clients reach the agent: give it with --public-url https://… or as Agent:PublicUrl.");
        var card = signing.Sign(cards.For(baseUrl), baseUrl, await KeysAsync(cancellationToken));
        var json = ProtocolJson.ToUtf8(card, ProtocolJson.Context.AgentCard);
        if (line.VerifyFile is not null)
        {
            await messages.WriteLineAsync(await VerifyAsync(json, cancellationToken));
        }

        return json;
    }

    private async Task<byte[]> PublicKeysAsync(CancellationToken cancellationToken) => (await KeysAsync(cancellationToken))?.Public.ToUtf8()
        ?? throw new AgentConfigurationException("There is no key: give one with --sign FILE or as Agent:Signing:Keys:0:File.");

    private async Task<SigningKeys?> KeysAsync(CancellationToken cancellationToken)
    {
        if (line.Sign.Count == 0)
        {
            return signing.Keys;
        }

        if (line.NewKeyFile is { } file)
        {
            NewKey.Write(file);
        }

        var keys = new List<SigningKey>();
        foreach (var key in line.Sign)
        {
            var pem = Encoding.UTF8.GetString(await BoundedFile.ReadAsync(key.File!, MaxKeyBytes, cancellationToken));
            keys.Add(Read(key, pem));
        }

        return new SigningKeys(keys, time.GetUtcNow());
    }

    private static SigningKey Read(SigningKeyOptions key, string pem)
    {
        try
        {
            return SigningKey.FromPem(pem, key.KeyId, JwsAlgorithm.Find(key.Algorithm));
        }
        catch (CryptographicException e)
        {
            throw new CryptographicException($"{key.File} cannot be used to sign: {e.Message}", e);
        }
    }

    private async Task<string> VerifyAsync(byte[] card, CancellationToken cancellationToken)
    {
        var keys = await BoundedFile.ReadAsync(line.VerifyFile!, JsonWebKeySet.MaxBytes, cancellationToken);
        var verifier = new AgentCardVerifier(JwksOf(keys)) { AcceptFormOfOtherSdks = line.OtherSdks };
        var verified = await verifier.VerifyAsync(card, cancellationToken);
        return $"The Agent Card '{verified.Card.Name}' is valid: signed by {string.Join(", ", verified.Keys.Select(static key => key.KeyId))}.";
    }

    private JsonWebKeySet JwksOf(byte[] json)
    {
        try
        {
            return JsonWebKeySet.FromUtf8(json);
        }
        catch (JsonException e)
        {
            throw new JsonException($"{line.VerifyFile} is no set of public keys: {e.Message}", e);
        }
    }

    private Task<byte[]> CardToVerifyAsync(Stream input, CancellationToken cancellationToken) => line.CardFile is { } file
        ? BoundedFile.ReadAsync(file, AgentCardVerifier.MaxBytes, cancellationToken)
        : BoundedFile.ReadAsync(input, "The standard input", AgentCardVerifier.MaxBytes, cancellationToken);
}
