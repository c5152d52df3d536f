using System.Diagnostics.CodeAnalysis;

namespace A2AAgent.Client.Transports;

/// <summary>What the project file turns off, known to the native compiler, which leaves out what hangs on it. All is on where nothing says otherwise.</summary>
internal static class ClientFeatures
{
    private const string GrpcSwitch = "A2AAgent.Client.Grpc";

    /// <summary><c>A2AAgentClientGrpc</c> in the project file: calls by gRPC, whose messages take more than a megabyte of a native binary.</summary>
    [FeatureSwitchDefinition(GrpcSwitch)]
    public static bool Grpc => !AppContext.TryGetSwitch(GrpcSwitch, out var on) || on;
}
