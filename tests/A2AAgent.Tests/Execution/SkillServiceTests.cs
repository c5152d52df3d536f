using A2AAgent.Server;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Execution;

public sealed class SkillServiceTests
{
    [Theory]
    [InlineData("count")]
    [InlineData("stream")]
    public async Task Every_call_has_services_of_its_own_that_end_with_it(string skill)
    {
        var log = new VisitLog();
        await using var host = await AgentHost.StartAsync<VisitedAgent>(builder => builder.Services.AddSingleton(log).AddScoped<Visit>());

        await SendAsync(host, skill);
        await log.Ended.WaitAsync(TestContext.Current.CancellationToken);
        await SendAsync(host, skill);
        await log.Ended.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["1 begins", "1 runs", "1 ends", "2 begins", "2 runs", "2 ends"], log.Lines);
    }

    [Fact]
    public async Task A_service_that_is_missing_fails_the_task_and_an_optional_one_is_null()
    {
        await using var host = await AgentHost.StartAsync<VisitedAgent>(static builder => { });

        Assert.Equal("TASK_STATE_FAILED", await SendAsync(host, "count"));
        Assert.Equal("TASK_STATE_COMPLETED", await SendAsync(host, "perhaps"));
    }

    private static async Task<string> SendAsync(AgentHost host, string skill)
    {
        var answer = await new JsonRpcClient(host).CallAsync("SendMessage", new
        {
            message = new { messageId = Guid.NewGuid().ToString(), role = "ROLE_USER", parts = new[] { new { text = "hm" } }, metadata = new { skillId = skill } },
        });
        return answer.GetProperty("task").GetProperty("status").GetProperty("state").GetString()!;
    }
}

[Agent("Visited Agent", Description = "Takes services")]
internal sealed partial class VisitedAgent
{
    [AgentSkill("count", Description = "Uses a service", Default = true)]
    public string Count([FromServices] Visit visit) => visit.Run();

    [AgentSkill("stream", Description = "Uses a service while it streams")]
    public async IAsyncEnumerable<string> StreamAsync([FromServices] Visit visit)
    {
        await Task.Yield();
        yield return visit.Run();
    }

    [AgentSkill("perhaps", Description = "Uses a service if there is one")]
    public string Perhaps([FromServices] Visit? visit) => visit?.Run() ?? "none";
}

internal sealed class VisitLog
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    public int Visits { get; set; }

    public SemaphoreSlim Ended { get; } = new(0);

    public void Add(string line)
    {
        lock (_lines)
        {
            _lines.Add(line);
        }
    }
}

internal sealed class Visit : IDisposable
{
    private readonly VisitLog _log;
    private readonly int _number;

    public Visit(VisitLog log)
    {
        (_log, _number) = (log, ++log.Visits);
        log.Add($"{_number} begins");
    }

    public string Run()
    {
        _log.Add($"{_number} runs");
        return "done";
    }

    public void Dispose()
    {
        _log.Add($"{_number} ends");
        _log.Ended.Release();
    }
}
