using A2AAgent.Protocol.Signing;
using A2AAgent.Server.Configuration;

namespace A2AAgent.Server.Commands;

/// <summary>What an agent is asked to do instead of answering clients: <c>card</c>, <c>jwks</c>, <c>migrate</c> or <c>manifests</c>, with options.</summary>
internal sealed class CommandLine
{
    public const string Card = "card";
    public const string Jwks = "jwks";
    public const string Migrate = "migrate";
    public const string Manifests = "manifests";

    public const string Usage = """
        card      writes the Agent Card to the standard output, or verifies one
        jwks      writes the public keys with which the card can be verified
        migrate   brings the tasks' database up to date
        manifests writes what the Kubernetes manifests have from the agent: its ports and routes

        card and jwks:
          --public-url URL    the address under which clients reach the agent; default: Agent:PublicUrl
          --new-key FILE      make a private key in PEM first, P-256, and sign with it
          --sign FILE         sign with this private key in PEM, instead of those of Agent:Signing:Keys; once for each key, the newest first
          --key-id NAME       the name of the key before it; default: the thumbprint of its public half
          --algorithm NAME    ES256, ES384, RS256 or PS256 for the key before it; default: what takes the key
          --verify FILE       verify with the public keys of this JWKS: the card that --sign made, otherwise the one of --card
          --card FILE         the card to verify; default: the standard input
          --other-sdks        accept signatures over the form that the SDKs for JavaScript and Python make of a card, which leaves out what is empty

        migrate:
          --print             writes the statements instead of running them

        manifests:
          --out FOLDER        where they are; default: deploy
          --name NAME         what Kubernetes calls the agent; default: as in the manifests that are there
          --check             write nothing, and tell what is not up to date

          --help              this text

        Settings can be given as well, for example --Agent:PublicUrl=https://agents.example.com.
        The exit code is 0, or 1 when a card is not valid, the database cannot be brought up to date or manifests are not, 64 when an option is wrong, 78 when a setting is.
        """;

    private readonly List<SigningKeyOptions> _sign = [];
    private readonly Dictionary<string, string> _settings = new(StringComparer.OrdinalIgnoreCase);

    private CommandLine(string name) => Name = name;

    public string Name { get; }

    public bool Help { get; private set; }

    /// <summary>Settings among the options. The application reads them as well, but takes one behind an option without a value for that value.</summary>
    public IReadOnlyDictionary<string, string> Settings => _settings;

    public string? VerifyFile { get; private set; }

    public string? CardFile { get; private set; }

    public bool OtherSdks { get; private set; }

    /// <summary>True when a migration is to be shown rather than run.</summary>
    public bool Prints { get; private set; }

    /// <summary>Where the manifests are.</summary>
    public string Out { get; private set; } = "deploy";

    /// <summary>What Kubernetes calls the agent; null for what it is called already.</summary>
    public string? KubernetesName { get; private set; }

    /// <summary>True when manifests are to be compared rather than written.</summary>
    public bool Checks { get; private set; }

    /// <summary>The file of a private key that is to be made.</summary>
    public string? NewKeyFile { get; private set; }

    public IReadOnlyList<SigningKeyOptions> Sign => _sign;

    /// <summary>True when a card is read rather than written.</summary>
    public bool OnlyVerifies => VerifyFile is not null && _sign.Count == 0;

    /// <summary>True for a command that asks for no tasks: a database need not be there.</summary>
    public static bool IsWithoutTasks(ReadOnlySpan<string> arguments) => arguments is [Card or Jwks or Manifests, ..];

    /// <summary>Null when the arguments are those of an agent that answers clients.</summary>
    /// <exception cref="UsageException">An option is wrong.</exception>
    public static CommandLine? Parse(ReadOnlySpan<string> arguments)
    {
        if (!IsWithoutTasks(arguments) && arguments is not [Migrate, ..])
        {
            return null;
        }

        var line = new CommandLine(arguments[0]);
        for (arguments = arguments[1..]; arguments.Length > 0;)
        {
            line.Take(ref arguments);
        }

        line.Check();
        return line;
    }

    private void Take(ref ReadOnlySpan<string> arguments)
    {
        var equals = arguments[0].IndexOf('=', StringComparison.Ordinal);
        var (option, given) = equals < 0 ? (arguments[0], null) : (arguments[0][..equals], arguments[0][(equals + 1)..]);
        arguments = arguments[1..];
        switch (option)
        {
            case "--help": Help = true; break;
            case ['-', '-', .. var setting] when setting.Contains(':', StringComparison.Ordinal): _settings[setting] = Value(ref arguments); break;
            case "--environment": Value(ref arguments); break;
            case var _ when !Takes(option): throw new UsageException($"{Name} has no option {option}.");
            case "--print": Prints = true; break;
            case "--out": Out = Value(ref arguments); break;
            case "--name": KubernetesName = Value(ref arguments); break;
            case "--check": Checks = true; break;
            case "--other-sdks": OtherSdks = true; break;
            case "--public-url": _settings[$"{AgentOptions.Section}:{nameof(AgentOptions.PublicUrl)}"] = Value(ref arguments); break;
            case "--verify": VerifyFile = Value(ref arguments); break;
            case "--card": CardFile = Value(ref arguments); break;
            case "--new-key" when NewKeyFile is not null: throw new UsageException("--new-key makes one key; name those that are there with --sign.");
            case "--new-key": _sign.Add(new SigningKeyOptions { File = NewKeyFile = Value(ref arguments) }); break;
            case "--sign": _sign.Add(new SigningKeyOptions { File = Value(ref arguments) }); break;
            case "--key-id": Last().KeyId = Value(ref arguments); break;
            case "--algorithm": Last().Algorithm = Value(ref arguments); break;
        }

        string Value(ref ReadOnlySpan<string> arguments)
        {
            var value = given;
            if (value is null && arguments.Length > 0)
            {
                value = arguments[0];
                arguments = arguments[1..];
            }

            return value is { Length: > 0 } ? value : throw new UsageException($"{option} needs a value.");
        }

        SigningKeyOptions Last() => _sign.Count > 0 ? _sign[^1] : throw new UsageException($"{option} belongs behind the --sign whose key it is for.");
    }

    private bool Takes(string option) => Name switch
    {
        Migrate => option is "--print",
        Manifests => option is "--out" or "--name" or "--check" or "--public-url",
        _ => option is "--public-url" or "--new-key" or "--sign" or "--key-id" or "--algorithm" or "--verify" or "--card" or "--other-sdks",
    };

    private void Check()
    {
        if (_sign.FirstOrDefault(static key => key.Algorithm is not null && JwsAlgorithm.Find(key.Algorithm) is null) is { } wrong)
        {
            throw new UsageException($"--algorithm is '{wrong.Algorithm}'; it must be one of {string.Join(", ", JwsAlgorithm.All)}.");
        }

        if (CardFile is not null && !OnlyVerifies)
        {
            throw new UsageException("--card names a card to verify: it needs --verify, and no --sign.");
        }

        if (Name == Jwks && (VerifyFile is not null || CardFile is not null))
        {
            throw new UsageException("jwks verifies nothing.");
        }
    }
}
