using System.Net;
using A2AAgent.Client;
using A2AAgent.Client.Directory;
using A2AAgent.Protocol;
using A2AAgent.Tests.Client.BadPeers;
using A2AAgent.Tests.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Client.Directory;

/// <summary>Directories that are asked again and again.</summary>
public sealed class DirectoryRefreshTests
{
    private const string Rest = ProtocolBindings.HttpJson;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_known_of_an_agent_stays_known_when_the_directory_names_it_again()
    {
        await using var peer = await BadPeer.StartAsync(Rest, static http => PeerWire.AnswerAsync(http, Rest, PeerWire.Task));
        await using var directory = await StartAsync(_ => Task.FromResult(Naming(peer.Url)));
        var clock = new TestClock();
        using var client = new AgentClient(new HttpAgentDirectory(Url(directory)), new AgentQuery(), Clients.Options(Rest, options => options.Time = clock));

        for (var i = 0; i < 3; i++)
        {
            await client.GetTaskAsync("t", Ended);
            clock.Advance(TimeSpan.FromSeconds(31));
        }

        Assert.Equal(3, peer.Calls.Count);
        Assert.Equal([BadPeer.CardPath], peer.Others);
    }

    [Fact]
    public async Task Calls_about_tasks_stay_with_the_agent_that_answered_when_the_directory_names_it_again()
    {
        await using var peer = await BadPeer.StartAsync(Rest, static http => http.Request.Path == "/message:send"
            ? http.Response.WriteAsJsonAsync(new { task = new { id = "t", contextId = "c", status = new { state = "TASK_STATE_WORKING" } } })
            : PeerWire.AnswerAsync(http, Rest, PeerWire.Task));
        await using var directory = await StartAsync(_ => Task.FromResult(Naming(RawPeer.Nobody(), peer.Url)));
        var clock = new TestClock();
        using var client = new AgentClient(new HttpAgentDirectory(Url(directory)), new AgentQuery(), Clients.Options(Rest, options => options.Time = clock));
        Assert.Equal("t", (await client.SendMessageAsync("x", Ended)).Task!.Id);

        clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal("t", (await client.GetTaskAsync("t", Ended)).Id);
    }

    [Fact]
    public async Task Calls_at_the_same_time_ask_the_directory_once()
    {
        var asked = 0;
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var peer = await BadPeer.StartAsync(Rest, static http => PeerWire.AnswerAsync(http, Rest, PeerWire.Task));
        await using var directory = await StartAsync(async _ =>
        {
            Interlocked.Increment(ref asked);
            await open.Task;
            return Naming(peer.Url);
        });
        using var client = new AgentClient(new HttpAgentDirectory(Url(directory)), new AgentQuery(), Clients.Options(Rest));

        var calls = Enumerable.Range(0, 10).Select(_ => client.GetTaskAsync("t", Ended).AsTask()).ToArray();
        open.SetResult();
        await Task.WhenAll(calls);

        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Calls_that_wait_for_a_directory_fail_together()
    {
        var asked = 0;
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var directory = await StartAsync(async _ =>
        {
            Interlocked.Increment(ref asked);
            await open.Task;
            return "no directory";
        });
        using var client = new AgentClient(new HttpAgentDirectory(Url(directory)), new AgentQuery(), Clients.Options(Rest));

        var calls = Enumerable.Range(0, 10).Select(_ => Failures.OfAsync(() => client.GetTaskAsync("t", Ended).AsTask())).ToArray();
        open.SetResult();
        var failures = await Task.WhenAll(calls);

        Assert.All(failures, static failure => Assert.Equal(("GetTask", RequestDelivery.NotSent, true), (failure.Operation, failure.Delivery, failure.IsRetrySafe)));
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task An_agent_whose_card_does_not_come_does_not_hold_up_the_others()
    {
        await using var silent = new RawPeer(static (_, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken));
        await using var peer = await BadPeer.StartAsync(Rest, static http => PeerWire.AnswerAsync(http, Rest, PeerWire.Task));
        using var directory = new StaticAgentDirectory([new("silent", new AgentAddress(silent.Url)), new("good", new AgentAddress(peer.Url))]);
        using var client = new AgentClient(directory, new AgentQuery { Skill = "s" }, Clients.Options(Rest));

        var task = await client.GetTaskAsync("t", Ended).AsTask().WaitAsync(TimeSpan.FromSeconds(15), Ended);

        Assert.Equal("t", task.Id);
    }

    private static string Naming(params Uri[] urls) => $$"""{"agents":[{{string.Join(',', urls.Select(static (url, i) => $$"""{"name":"agent-{{i}}","url":"{{url}}"}"""))}}]}""";

    private static Uri Url(WebApplication app) => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    private static async Task<WebApplication> StartAsync(Func<HttpContext, Task<string>> answer)
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        app.Urls.Add($"http://{IPAddress.Loopback}:0");
        app.Run(async http => await http.Response.WriteAsync(await answer(http), http.RequestAborted));
        await app.StartAsync(Ended);
        return app;
    }
}
