using System.Diagnostics.CodeAnalysis;

namespace A2AAgent.Server.Hosting;

/// <summary>
/// The features that <c>AgentFeatures</c> in the project file names, known to the native compiler, which leaves out what hangs on those
/// that are off. All are on where nothing says otherwise.
/// </summary>
internal static class FeatureSwitches
{
    [FeatureSwitchDefinition("A2AAgent.Tokens")]
    public static bool Tokens => IsOn("A2AAgent.Tokens");

    [FeatureSwitchDefinition("A2AAgent.Tls")]
    public static bool Tls => IsOn("A2AAgent.Tls");

    [FeatureSwitchDefinition("A2AAgent.Idempotency")]
    public static bool Idempotency => IsOn("A2AAgent.Idempotency");

    [FeatureSwitchDefinition("A2AAgent.Manifests")]
    public static bool Manifests => IsOn("A2AAgent.Manifests");

    private static bool IsOn(string name) => !AppContext.TryGetSwitch(name, out var on) || on;
}
