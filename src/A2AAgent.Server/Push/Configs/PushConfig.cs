using A2AAgent.Protocol;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Push.Configs;

/// <summary>A webhook of a task.</summary>
/// <param name="Key">The task.</param>
/// <param name="Config">What the client said, with the identifiers of the task and of the configuration.</param>
/// <param name="Format">The form in which it gets events.</param>
internal sealed record PushConfig(TaskKey Key, TaskPushNotificationConfig Config, PushFormat Format)
{
    private const int PerConfig = 512;

    public string Id => Config.Id;

    /// <summary>What may be logged of the address: its path and query can hold secrets.</summary>
    public string Receiver { get; } = new Uri(Config.Url).GetLeftPart(UriPartial.Authority);

    /// <summary>What it takes in memory, in bytes, by estimate.</summary>
    public int Size => PerConfig + (2 * (Config.Id.Length + Config.Url.Length + Config.Token.Length
        + (Config.Authentication is { } authentication ? authentication.Scheme.Length + authentication.Credentials.Length : 0)));

    /// <summary>What a client gets to see: who sets a secret knows it, and nobody else should.</summary>
    public TaskPushNotificationConfig WithoutSecrets() => Config with
    {
        Token = "",
        Authentication = Config.Authentication is { } authentication ? authentication with { Credentials = "" } : null,
    };

    /// <summary>The identifiers alone.</summary>
    public override string ToString() => Config.ToString();
}
