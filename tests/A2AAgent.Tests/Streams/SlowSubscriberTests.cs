using System.Globalization;
using A2AAgent.Tests.BadInput.Wire;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Grpc;
using A2AAgent.Tests.Hosting;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wire = A2AAgent.Protobuf.Messages;

namespace A2AAgent.Tests.Streams;

/// <summary>A subscriber that never reads and one that is gone cost the others nothing, and the server only a bounded buffer.</summary>
public sealed class SlowSubscriberTests : IAsyncLifetime
{
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(30);

    private readonly Waves _waves = new();
    private AgentHost? _host;

    private AgentHost Host => _host!;

    public async ValueTask InitializeAsync() => _host = await AgentHost.StartAsync<WavesAgent>(
        builder => builder.Services.AddSingleton(_waves),
        ("Agent:Tasks:EventBuffer", "512"),
        ("Agent:Limits:Heartbeat", "00:00:00.2"));

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    [Fact]
    public async Task They_do_not_slow_a_third()
    {
        var id = await StreamTest.BeginAsync(Host, "stream", new string('x', 1_000));
        using var silent = await SubscribeAsync(id);
        using (var gone = await SubscribeAsync(id))
        {
            gone.Reset();
        }

        await using var third = await StreamTest.WatchAsync(new HttpJsonClient(Host), id);

        var began = TimeProvider.System.GetTimestamp();
        await ReadAllAsync(third);

        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, InTime);
    }

    [Fact]
    public async Task One_that_never_reads_is_dropped_with_a_warning_when_it_falls_out_of_the_buffer()
    {
        var id = await StreamTest.BeginAsync(Host, "stream", new string('x', 1_000));
        using var silent = await SubscribeAsync(id);
        await using var reading = await StreamTest.WatchAsync(new HttpJsonClient(Host), id);

        await ReadAllAsync(reading);

        var began = TimeProvider.System.GetTimestamp();
        while (!Warned(id) && TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(10))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.True(Warned(id), "Nobody was dropped.");
        Assert.DoesNotContain(Host.Logs.Entries, static entry => entry.Level >= LogLevel.Warning && entry.Exception is not null);
    }

    [Fact]
    public async Task One_that_never_reads_does_not_hold_up_the_end_of_the_process()
    {
        var id = await StreamTest.BeginAsync(Host, "stream", new string('x', 1_000));
        using var silent = await SubscribeAsync(id);
        await using var reading = await StreamTest.WatchAsync(new HttpJsonClient(Host), id);
        await ReadAllAsync(reading);

        var stop = Host.StopAsync();

        await stop.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Over_grpc_one_that_never_reads_is_reset_and_does_not_slow_another_on_its_connection()
    {
        var id = await StreamTest.BeginAsync(Host, "stream", new string('x', 1_000));
        using var connection = new GrpcWire(Host.GrpcUrl);
        using var silent = await SubscribeAsync(connection, id);
        using var reading = await SubscribeAsync(connection, id);
        await using var events = await reading.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await GrpcWire.ReadAsync(events);

        for (var number = 0; number < Waves.Count * Waves.Length; number++)
        {
            if (number % Waves.Length == 0)
            {
                _waves.LetGo();
            }

            var chunk = Wire.StreamResponse.Parser.ParseFrom(await GrpcWire.ReadAsync(events)).ArtifactUpdate;
            Assert.StartsWith($"{number} ", chunk.Artifact.Parts[0].Text, StringComparison.Ordinal);
        }

        var began = TimeProvider.System.GetTimestamp();
        while (!Warned(id) && TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(10))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.True(Warned(id), "Nobody was dropped.");
        await using var never = await silent.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<IOException>(() => never.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken));
    }

    private static Task<HttpResponseMessage> SubscribeAsync(GrpcWire connection, string id) => connection.SendAsync(
        "/lf.a2a.v1.A2AService/SubscribeToTask",
        GrpcWire.Frame(new Wire.SubscribeToTaskRequest { Id = id }.ToByteArray()),
        static request => request.Headers.Add("A2A-Version", "1.0"));

    /// <summary>Reads every event, and lets the next wave go only when the last has arrived.</summary>
    private async Task ReadAllAsync(OpenStream stream)
    {
        for (var number = 0; number < Waves.Count * Waves.Length; number++)
        {
            if (number % Waves.Length == 0)
            {
                _waves.LetGo();
            }

            var text = StreamTest.Describe((await stream.NextAsync())!.Value);
            Assert.Equal(number, int.Parse(text.AsSpan(0, text.IndexOf(' ', StringComparison.Ordinal)), CultureInfo.InvariantCulture));
        }

        Assert.Equal(["", "TASK_STATE_COMPLETED"], await StreamTest.DescribeRestAsync(stream));
    }

    /// <summary>Subscribes with as little buffer as the system allows and reads no event.</summary>
    private async Task<RawConnection> SubscribeAsync(string id)
    {
        var connection = await RawConnection.OpenAsync(Host.Url, receiveBuffer: 4_096);
        await connection.SendAsync(RawRequest.Get($"/tasks/{id}:subscribe"));
        Assert.Equal(200, (await connection.ReceiveHeadAsync())!.Status);
        return connection;
    }

    private bool Warned(string id) => Host.Logs.Entries.Any(entry =>
        entry.Level == LogLevel.Warning && entry.Text.Contains(id, StringComparison.Ordinal) && entry.Text.Contains("too slow", StringComparison.Ordinal));
}
