using A2AAgent.Protobuf.Health;
using A2AAgent.Protobuf.Reflection;
using A2AAgent.Tests.Grpc;
using Google.Protobuf;

namespace A2AAgent.Tests.Security.Access;

/// <summary>The services beside the agent's own.</summary>
public sealed class GrpcServiceTests
{
    private const string Reflection = "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo";

    [Fact]
    public async Task Health_is_public_and_reflection_is_not()
    {
        await using var host = await Guarded.StartAsync();
        using var wire = new GrpcWire(host.GrpcUrl);
        var list = GrpcWire.Frame(new ServerReflectionRequest { ListServices = "" }.ToByteArray());

        Assert.Equal(0, (await wire.CallAsync("/grpc.health.v1.Health/Check", GrpcWire.Frame(new HealthCheckRequest().ToByteArray()))).Code);
        Assert.Equal(16, (await wire.CallAsync(Reflection, list)).Code);
        Assert.Equal(0, (await wire.CallAsync(Reflection, list, Guarded.Key(Guarded.Bob))).Code);
    }

    [Fact]
    public async Task An_unknown_method_is_not_named_to_strangers()
    {
        await using var host = await Guarded.StartAsync();
        using var wire = new GrpcWire(host.GrpcUrl);

        Assert.Equal(16, (await wire.CallAsync("/lf.a2a.v1.A2AService/Nothing", GrpcWire.Frame([]))).Code);
        Assert.Equal(12, (await wire.CallAsync("/lf.a2a.v1.A2AService/Nothing", GrpcWire.Frame([]), Guarded.Key(Guarded.Bob))).Code);
    }
}
