using System.Text.Json.Nodes;
using A2AAgent.EndToEnd.Tests.Agents;
using A2AAgent.EndToEnd.Tests.Conformance.Callers;
using A2AAgent.EndToEnd.Tests.Exchanges;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Image;

/// <summary>What an image of the agent is and does, whatever made it.</summary>
public abstract class ImageContract(AgentImages images, ITestOutputHelper output) : ExchangeContract
{
    private const int Starts = 5;

    private static readonly string[] Shells = ["sh", "bash", "dash", "ash", "zsh", "busybox", "toybox"];

    private protected override IReadOnlyList<string> Bindings => ["JSONRPC", "HTTP+JSON", "GRPC"];

    private protected AgentImages Images => images;

    private protected abstract Task<AgentImage> ImageAsync();

    private protected override async Task<RunningAgent> AgentAsync() => await (await ImageAsync()).Running;

    [Fact]
    public async Task It_says_how_to_run_it()
    {
        var configuration = (await ImageAsync()).Published.Configuration;

        Assert.Equal("1654:1654", configuration.User);
        Assert.Equal("/app", configuration.WorkingFolder);
        Assert.Equal(["/app/agent"], configuration.Entrypoint);
        Assert.Equal(["50051/tcp", "8080/tcp", "9464/tcp"], configuration.Ports);
        Assert.Equal(AgentImages.Name, configuration.Environment["OTEL_SERVICE_NAME"]);
        Assert.Equal(AgentImages.Name, configuration.Labels["org.opencontainers.image.title"]);
        Assert.Equal("An agent that speaks A2A (Agent2Agent) v1.0", configuration.Labels["org.opencontainers.image.description"]);
    }

    [Fact]
    public async Task It_has_the_binary_and_its_settings_beyond_its_base_and_neither_symbols_nor_a_shell()
    {
        var image = (await ImageAsync()).Published;
        var added = (await AddedAsync()).SelectMany(static layer => layer.Files).ToList();

        Assert.Equal(["/app/agent", "/app/appsettings.json"], added.Select(static file => file.Path).Order(StringComparer.Ordinal));
        Assert.All(added, static file => Assert.True(file is { Owner: 0, IsWritableByOthers: false }, $"{file}"));
        Assert.True(added.Single(static file => file.Name == "agent").Mode.HasFlag(UnixFileMode.OtherExecute));
        Assert.DoesNotContain(image.Files, static file => Shells.Contains(file.Name) || file.Name.EndsWith(".dbg", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_runs_as_an_ordinary_user_on_a_file_system_without_tmp_that_it_cannot_write_to()
    {
        var image = await ImageAsync();
        var agent = await image.Running;
        var status = await File.ReadAllLinesAsync($"/proc/{agent.Id}/status", TestContext.Current.CancellationToken);
        var mounts = await File.ReadAllLinesAsync($"/proc/{agent.Id}/mountinfo", TestContext.Current.CancellationToken);

        Assert.Contains("Uid:\t1654\t1654\t1654\t1654", status);
        Assert.Contains("Gid:\t1654\t1654\t1654\t1654", status);
        Assert.Contains("CapEff:\t0000000000000000", status);
        Assert.Contains("NoNewPrivs:\t1", status);
        Assert.Equal(["/", "/dev", "/proc"], mounts.Select(static mount => mount.Split(' ')[4]).Order(StringComparer.Ordinal));
        Assert.All(mounts, static mount => Assert.StartsWith("ro", mount.Split(' ')[5], StringComparison.Ordinal));
        Assert.False(Path.Exists(Path.Combine(image.Root, "tmp")));
        Assert.DoesNotContain("\"LogLevel\":\"Warning\"", agent.Log.Split("Application started")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_gets_a_verdict_over_gRPC()
    {
        using var caller = new GrpcCaller((await AgentAsync()).Grpc.Authority, extensions: null);

        var answer = await caller.CallAsync("SendMessage", JsonNode.Parse(Requests.CompleteReport)!.AsObject());

        Assert.Equal("PartlyApproved", answer.GetProperty("task").Verdict().Decision());
    }

    [Fact]
    public async Task It_is_small_and_starts_fast()
    {
        var image = await ImageAsync();
        var measured = new List<Figures>();
        for (var i = 0; i < Starts; i++)
        {
            measured.Add(await Figures.MeasureAsync(image.Command()));
        }

        var starts = measured.Select(static one => one.FirstCard).Order().ToList();
        var memory = measured.Select(static one => one.ResidentMegabytes).Order().ElementAt(Starts / 2);
        var (added, all) = (PublishedImage.Megabytes(await AddedAsync()), PublishedImage.Megabytes(image.Published.Layers));
        output.WriteLine($"compressed: the agent {added:0.0} MB, its base {all - added:0.0} MB; in the image: start-up to first card {starts[0].TotalMilliseconds:0} ms at best, {starts[Starts / 2].TotalMilliseconds:0} ms in the median, resident memory when idle {memory:0.0} MB");

        Assert.InRange(added, 1, 15);
        // A machine that builds and tests other things meanwhile takes a multiple of what an idle one takes.
        Assert.InRange(starts[0], TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    private async Task<IEnumerable<ImageLayer>> AddedAsync() => (await ImageAsync()).Published.Layers.Skip((await images.Base).Layers.Count);
}
