using System.Net;
using System.Net.Http.Headers;
using A2AAgent.EndToEnd.Tests.Agents;
using A2AAgent.EndToEnd.Tests.Exchanges;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests;

/// <summary>A scaffold with gRPC as a native binary, and what gRPC costs one.</summary>
[Collection(nameof(NativeAgent))]
public sealed class GrpcAgentTests(NativeAgent native, NativeAgentWithGrpc grpc, ITestOutputHelper output)
{
    /// <summary>A name that every protobuf message carries into the binary.</summary>
    private static readonly byte[] ProtobufCode = "Google.Protobuf"u8.ToArray();

    [Fact]
    public async Task An_agent_with_grpc_serves_it_and_one_without_carries_none_of_it()
    {
        Assert.Contains("EXPOSE 8080 50051 9464", (await grpc.Scaffold).Read("Dockerfile"), StringComparison.Ordinal);
        var binary = await grpc.Binary;

        await ServesGrpcAsync(binary);
        await IsSmallAsync(binary);
        Assert.True((await File.ReadAllBytesAsync(binary, TestContext.Current.CancellationToken)).AsSpan().IndexOf(ProtobufCode) >= 0);
        Assert.Equal(-1, (await File.ReadAllBytesAsync(await native.Binary, TestContext.Current.CancellationToken)).AsSpan().IndexOf(ProtobufCode));
    }

    private static async Task ServesGrpcAsync(string binary)
    {
        await using var agent = await RunningAgent.StartAsync(Tool.Command(binary, Path.GetDirectoryName(binary)!));
        using var client = new AgentClient(agent.Address);
        var interfaces = (await client.GetAsync("/.well-known/agent-card.json")).GetProperty("supportedInterfaces");
        Assert.Equal(["JSONRPC", "HTTP+JSON", "GRPC"], interfaces.EnumerateArray().Select(static one => one.GetProperty("protocolBinding").GetString()));
        Assert.Equal("TASK_STATE_COMPLETED", (await client.SendAsync(Binding.JsonRpc, Requests.CompleteReport)).State());

        using var http = new HttpClient { BaseAddress = new Uri($"http://{interfaces[2].GetProperty("url").GetString()}") };
        using var response = await http.SendAsync(ListTasks(), TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal("0", Assert.Single(response.TrailingHeaders.GetValues("grpc-status")));
        Assert.True(answer.Length > 100, "The list has a task in it.");
    }

    private async Task IsSmallAsync(string binary)
    {
        var figures = await Figures.MeasureAsync(Tool.Command(binary, Path.GetDirectoryName(binary)!));
        var size = new FileInfo(binary).Length / 1e6;
        output.WriteLine($"with gRPC: binary {size:0.0} MB, start-up to first card {figures.FirstCard.TotalMilliseconds:0} ms, resident memory when idle {figures.ResidentMegabytes:0.0} MB");

        Assert.InRange(size, 1, 16);
        Assert.InRange(figures.ResidentMegabytes, 1, 44);
    }

    private static HttpRequestMessage ListTasks()
    {
        // No field is set, so the message is empty, and what remains is its frame.
        var request = new HttpRequestMessage(HttpMethod.Post, "/lf.a2a.v1.A2AService/ListTasks")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(new byte[5]),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.Add("A2A-Version", "1.0");
        return request;
    }
}
