using A2AAgent.Protocol.Signing;
using A2AAgent.Server.Configuration;

namespace A2AAgent.Server.Commands;

/// <summary>What an agent is asked to do instead of answering clients: <c>card</c>, <c>jwks</c> or <c>migrate</c>, with options.</summary>
internal sealed class CommandLine
{
    public const string Card = "card";
    public const string Jwks = "jwks";
    public const string Migrate = "migrate";

    public const string Usage = """
        card    writes the Agent Card to the standard output, or verifies one
        jwks    writes the public keys with which the card can be verified
        migrate brings the tasks' database up to date

          --public-url URL    the address under which clients reach the agent; default: Agent:PublicUrl
          --sign FILE         sign with this private key in PEM, instead of those of Agent:Signing:Keys; once for each key, the newest first
          --key-id NAME       the name of the key before it; default: the thumbprint of its public half
          --algorithm NAME    ES256, ES384, RS256 or PS256 for the key before it; default: what takes the key
          --verify FILE       verify with the public keys of this JWKS: the card that --sign made, otherwise the one of --card
          --card FILE         the card to verify; default: the standard input
          --other-sdks        accept signatures over the form that the SDKs for JavaScript and Python make of a card, which leaves out what is empty
          --print             writes the statements of migrate instead of running them
          --help              this text

        Settings can be given as well, for example --Agent:PublicUrl=https://agents.example.com.
        The exit code is 0, or 1 when a card is not valid or the database cannot be brought up to date, 64 when an option is wrong, 78 when a setting is.
        """;

    private readonly List<SigningKeyOptions> _sign = [];

    private CommandLine(string name) => Name = name;

    public string Name { get; }

    public bool Help { get; private set; }

    public string? PublicUrl { get; private set; }

    public string? VerifyFile { get; private set; }

    public string? CardFile { get; private set; }

    public bool OtherSdks { get; private set; }

    /// <summary>True when a migration is to be shown rather than run.</summary>
    public bool Prints { get; private set; }

    public IReadOnlyList<SigningKeyOptions> Sign => _sign;

    /// <summary>True when a card is read rather than written.</summary>
    public bool OnlyVerifies => VerifyFile is not null && _sign.Count == 0;

    /// <summary>Null when the arguments are those of an agent that answers clients.</summary>
    /// <exception cref="UsageException">An option is wrong.</exception>
    public static CommandLine? Parse(ReadOnlySpan<string> arguments)
    {
        if (arguments is not [Card or Jwks or Migrate, ..])
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
            case "--print" when Name == Migrate: Prints = true; break;
            case ['-', '-', .. var cards] when Name == Migrate && !cards.Contains(':', StringComparison.Ordinal) && cards != "environment": throw new UsageException($"{Name} has no option {option}.");
            case "--other-sdks": OtherSdks = true; break;
            case "--public-url": PublicUrl = Value(ref arguments); break;
            case "--verify": VerifyFile = Value(ref arguments); break;
            case "--card": CardFile = Value(ref arguments); break;
            case "--sign": _sign.Add(new SigningKeyOptions { File = Value(ref arguments) }); break;
            case "--key-id": Last().KeyId = Value(ref arguments); break;
            case "--algorithm": Last().Algorithm = Value(ref arguments); break;

            // A setting of the application, which reads the same arguments.
            case ['-', '-', .. var setting] when setting.Contains(':', StringComparison.Ordinal) || setting == "environment": Value(ref arguments); break;
            default: throw new UsageException($"{Name} has no option {option}.");
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
