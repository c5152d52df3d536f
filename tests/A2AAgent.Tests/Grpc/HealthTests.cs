using A2AAgent.Protobuf.Health;
using Google.Protobuf;
using Serving = A2AAgent.Protobuf.Health.HealthCheckResponse.Types.ServingStatus;

namespace A2AAgent.Tests.Grpc;

/// <summary>The standard health service, as Kubernetes probes it.</summary>
public sealed class HealthTests : GrpcTest
{
    private const string Check = "/grpc.health.v1.Health/Check";
    private const string Watch = "/grpc.health.v1.Health/Watch";

    [Theory]
    [InlineData("")]
    [InlineData("lf.a2a.v1.A2AService")]
    public async Task An_agent_that_runs_serves(string service)
    {
        var outcome = await Connection.CallAsync(Check, Ask(service));

        Assert.Equal(0, outcome.Code);
        Assert.Equal(Serving.Serving, Status(Assert.Single(outcome.Messages)));
    }

    [Fact]
    public async Task An_unknown_service_is_not_found() => Assert.Equal(5, (await Connection.CallAsync(Check, Ask("x"))).Code);

    [Fact]
    public async Task A_watch_of_an_unknown_service_says_so_and_stays_open()
    {
        using var response = await Connection.SendAsync(Watch, Ask("x"));
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Serving.ServiceUnknown, Status((await GrpcWire.ReadAsync(body))!));
        await Assert.ThrowsAsync<TimeoutException>(() => GrpcWire.ReadAsync(body).WaitAsync(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_watch_hears_that_the_agent_shuts_down()
    {
        using var response = await Connection.SendAsync(Watch, Ask(""));
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Serving.Serving, Status((await GrpcWire.ReadAsync(body))!));

        var stop = Host.StopAsync();

        Assert.Equal(Serving.NotServing, Status((await GrpcWire.ReadAsync(body))!));
        Assert.Null(await GrpcWire.ReadAsync(body));
        Assert.Equal(14, GrpcOutcome.Of(response).Code);
        await stop;
    }

    private static byte[] Ask(string service) => GrpcWire.Frame(new HealthCheckRequest { Service = service }.ToByteArray());

    private static Serving Status(byte[] message) => HealthCheckResponse.Parser.ParseFrom(message).Status;
}
