using System.Net;
using A2AAgent.EndToEnd.Tests.Agents;
using A2AAgent.EndToEnd.Tests.Tools;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace A2AAgent.EndToEnd.Tests;

/// <summary>Calls by a native binary whose project leaves gRPC out of the client.</summary>
[Collection(nameof(NativeGuardedAgent))]
public sealed class NativeClientTests(NativeGuardedAgent native)
{
    /// <summary>A name that every protobuf message carries into the binary.</summary>
    private static readonly byte[] ProtobufCode = "Google.Protobuf"u8.ToArray();

    [Fact]
    public async Task An_agent_is_called_past_the_grpc_that_its_card_offers_first()
    {
        await using var agent = await RunningAgent.StartAsync(await native.CommandAsync());
        await using var card = await ServeCardAsync(("GRPC", "127.0.0.1:9"), ("JSONRPC", agent.Address.AbsoluteUri));

        var call = await CallAsync(card);

        Assert.True(call is { ExitCode: 0, Output: ["Approved"] }, call.All + "\n" + agent.Log);
    }

    [Fact]
    public async Task An_agent_with_grpc_alone_is_refused_and_both_sides_are_named()
    {
        await using var card = await ServeCardAsync(("GRPC", "127.0.0.1:9"));

        var call = await CallAsync(card);

        Assert.EndsWith(
            "there is no interface that both sides speak: its card offers GRPC 1.0 at 127.0.0.1:9, and this client speaks JSONRPC, HTTP+JSON of version 1",
            Assert.Single(call.Output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_binary_carries_no_protobuf() =>
        Assert.Equal(-1, (await File.ReadAllBytesAsync(await native.Binary, TestContext.Current.CancellationToken)).AsSpan().IndexOf(ProtobufCode));

    private async Task<ToolResult> CallAsync(WebApplication card) => await Tool.RunAsync(await native.CommandAsync("call", card.Urls.Single()));

    /// <summary>Serves a card that offers these interfaces.</summary>
    private static async Task<WebApplication> ServeCardAsync(params (string Binding, string Url)[] interfaces)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(http => http.Response.WriteAsJsonAsync(new
        {
            name = "Expenses",
            description = "Checks expense reports",
            version = "1",
            capabilities = new { },
            supportedInterfaces = interfaces.Select(static one => new { url = one.Url, protocolBinding = one.Binding, protocolVersion = "1.0" }),
            defaultInputModes = new[] { "application/json" },
            defaultOutputModes = new[] { "application/json" },
            skills = new[] { new { id = "validate-expense", name = "Validate", description = "Validates", tags = new[] { "finance" } } },
        }));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
