using A2AAgent.EndToEnd.Tests.Mcp;
using A2AAgent.EndToEnd.Tests.Tools;
using A2AAgent.Tests.Mcp;
using A2AAgent.Tests.Telemetry.Otlp;

namespace A2AAgent.EndToEnd.Tests.Chain;

/// <summary>An MCP server, two specialists and the desk that calls them, each a process of its own, and the collector of their telemetry.</summary>
internal sealed class RunningChain : IAsyncDisposable
{
    private readonly ChainBinary _binary;
    private readonly List<IAsyncDisposable> _parts = [];

    private RunningChain(ChainBinary binary) => _binary = binary;

    public OtlpReceiver Telemetry { get; private set; } = null!;

    /// <summary>What the MCP server is sent.</summary>
    public Recorder Ledger { get; private set; } = null!;

    public RunningAgent Compliance { get; private set; } = null!;

    public RunningAgent Desk { get; private set; } = null!;

    public static async Task<RunningChain> StartAsync(ChainBinary binary, Func<RunningChain, Task<IEnumerable<(string Name, string Value)>>> risk)
    {
        var chain = new RunningChain(binary);
        try
        {
            await chain.StartAsync(risk);
            return chain;
        }
        catch
        {
            await chain.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts an agent that assesses risks.</summary>
    public async Task<RunningAgent> StartRiskAsync(params IEnumerable<(string Name, string Value)> settings) => Keep(await StartAsync("risk", OverGrpc("risk"), settings));

    /// <summary>Sends a claim to the desk, to the end.</summary>
    public async Task<ToolResult> CallAsync(int steps, Action<string>? onLine = null) => await LineTool.RunAsync(await CallerAsync(steps), onLine);

    public async ValueTask DisposeAsync()
    {
        _parts.Reverse();
        foreach (var part in _parts)
        {
            await part.DisposeAsync();
        }
    }

    private async Task StartAsync(Func<RunningChain, Task<IEnumerable<(string Name, string Value)>>> risk)
    {
        Telemetry = Keep(await OtlpReceiver.StartAsync());
        Ledger = Keep(await Recorder.StartAsync(Keep(await EverythingServer.StartAsync()).Url));
        Compliance = Keep(await StartAsync("compliance", OverGrpc("compliance"), [("Mcp__ledger__Url", Ledger.Url)]));
        Desk = Keep(await StartAsync("desk", OverHttp("desk"),
        [
            ("Agents__compliance__Url", Compliance.Address.AbsoluteUri), ("Agents__compliance__Bindings__0", "GRPC"), .. await risk(this),
        ]));
    }

    private async Task<System.Diagnostics.ProcessStartInfo> CallerAsync(int steps) => await _binary.CommandAsync("caller",
        [.. OverHttp("caller"), ("Agents__desk__Url", Desk.Address.AbsoluteUri), ("CLAIM_STEPS", steps.ToString(System.Globalization.CultureInfo.InvariantCulture))]);

    private async Task<RunningAgent> StartAsync(string role, IEnumerable<(string Name, string Value)> telemetry, IEnumerable<(string Name, string Value)> settings) =>
        await RunningAgent.StartAsync(await _binary.CommandAsync(role, [.. telemetry, .. settings]));

    private IEnumerable<(string Name, string Value)> OverHttp(string service) =>
        [("OTEL_EXPORTER_OTLP_ENDPOINT", Telemetry.HttpEndpoint.AbsoluteUri), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_SERVICE_NAME", service), ("OTEL_BSP_SCHEDULE_DELAY", "100")];

    private IEnumerable<(string Name, string Value)> OverGrpc(string service) =>
        [("OTEL_EXPORTER_OTLP_ENDPOINT", Telemetry.GrpcEndpoint.AbsoluteUri), ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"), ("OTEL_SERVICE_NAME", service), ("OTEL_BSP_SCHEDULE_DELAY", "100")];

    private T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        _parts.Add(part);
        return part;
    }
}
