using A2AAgent.Tests.BadInput.Wire;
using A2AAgent.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Tests.BadInput;

/// <summary>The server that the tests of one class send bad requests to.</summary>
public sealed class BadInputFixture : IAsyncLifetime
{
    internal AgentHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await AgentHost.StartAsync();

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}

/// <summary>
/// Sends requests over one connection, and checks after each test that the server is in health and has logged no client's mistake
/// as its own failure.
/// </summary>
public abstract class BadInputTest(BadInputFixture fixture) : IClassFixture<BadInputFixture>, IAsyncLifetime
{
    private RawConnection? _connection;
    private int _loggedBefore;

    private protected AgentHost Host => fixture.Host;

    public ValueTask InitializeAsync()
    {
        _loggedBefore = Host.Logs.Entries.Count;
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _connection?.Dispose();
        Health.NothingLogged(Host, _loggedBefore);
        await Health.ReadyAsync(Host);
        GC.SuppressFinalize(this);
    }

    /// <summary>Sends a request over the test's connection, or a new one when the server has closed that.</summary>
    private protected async Task<Answer> AnswerAsync(byte[] request)
    {
        _connection ??= await RawConnection.OpenAsync(Host.Url);
        var answer = await _connection.ExchangeAsync(request);
        if (answer is null || answer.Header("Connection") == "close")
        {
            _connection.Dispose();
            _connection = null;
        }

        return answer ?? throw new InvalidOperationException("The server closed the connection without an answer.");
    }
}

internal static class Health
{
    public static void NothingLogged(AgentHost host, int before = 0)
    {
        var failures = host.Logs.Entries.Skip(before)
            .Where(static entry => entry.Level >= LogLevel.Error || (entry.Level == LogLevel.Warning && entry.Exception is not null))
            .Select(static entry => $"{entry.Text}: {entry.Exception}")
            .ToList();

        Assert.True(failures.Count == 0, $"The log has {failures.Count} failures: {failures.FirstOrDefault()}");
    }

    public static async Task ReadyAsync(AgentHost host)
    {
        using var ready = await host.Client.GetAsync(new Uri(host.ManagementUrl, "/health/ready"), TestContext.Current.CancellationToken);
        Assert.True(ready.IsSuccessStatusCode);
    }

    /// <summary>A good request is answered as ever.</summary>
    public static async Task WorksAsync(AgentHost host)
    {
        using var answer = await host.PostAsync("/message:send", Records.Good, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Contains("TASK_STATE_COMPLETED", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
