using System.Diagnostics;
using A2AAgent.Tests.Contract;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Tests.Push;

/// <summary>Receivers that fail, hang, refuse or answer nonsense: each outcome is stated.</summary>
public abstract class FailingReceiverContract
{
    private protected abstract Task<PushHost> StartAsync(params (string Key, string Value)[] settings);

    [Fact]
    public async Task A_receiver_that_fails_20_times_and_restarts_loses_no_event_and_sees_them_in_order()
    {
        await using var receiver = await Receiver.StartAsync(static number => number <= 20 ? 503 : 200);
        await using var host = await StartAsync(("Agent:Push:MaxAttempts", "10000"));

        await host.SendAsync("count", "50", new { url = receiver.Url });
        for (var i = 0; i < 10; i++)
        {
            await receiver.ArrivedAsync();
        }

        await receiver.StopAsync();
        await receiver.RestartAsync();

        var events = await receiver.UntilEndAsync();
        Assert.Equal(Enumerable.Range(1, 52), events.Select(static item => item.Sequence));
        Assert.Equal(Enumerable.Range(1, 50).Select(static i => $"{i}"), events.Skip(1).Take(50).Select(static item => item.State));
        Assert.Equal(0, host.DeadLetters.Total);
    }

    [Fact]
    public async Task A_receiver_that_recovers_within_the_attempts_loses_nothing()
    {
        await using var receiver = await Receiver.StartAsync(static number => number <= 29 ? 500 : 200);
        await using var host = await StartAsync();

        await host.SendAsync("count", "3", new { url = receiver.Url });

        Assert.Equal([1, 2, 3, 4, 5], (await receiver.UntilEndAsync()).Select(static item => item.Sequence));
    }

    [Fact]
    public async Task A_receiver_that_never_answers_costs_its_events_and_not_the_task()
    {
        await using var receiver = await Receiver.StartAsync(static (http, _) => Task.Delay(Timeout.Infinite, http.RequestAborted));
        await using var host = await StartAsync(("Agent:Push:Timeout", "00:00:00.1"), ("Agent:Push:MaxAttempts", "2"));

        var task = await host.SendAsync("count", "3", new { url = receiver.Url });

        Assert.Equal("TASK_STATE_COMPLETED", task.State());
        Assert.All(await host.DeadLetters.UntilAsync(5), static reason => Assert.Equal("attempts", reason));
        Assert.Contains(host.Agent.Logs.Entries, static entry => entry.Text.Contains("no answer within 0.1 s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_receiver_that_is_not_there_costs_its_events()
    {
        var receiver = await Receiver.StartAsync();
        await receiver.DisposeAsync();
        await using var host = await StartAsync(("Agent:Push:MaxAttempts", "3"));

        await host.SendAsync("echo", "x", new { url = receiver.Url });

        Assert.All(await host.DeadLetters.UntilAsync(3), static reason => Assert.Equal("attempts", reason));
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read()
    {
        var cut = new TaskCompletionSource();
        await using var receiver = await Receiver.StartAsync(async (http, number) =>
        {
            if (number == 1)
            {
                await AnswerWithoutEndAsync(http);
                cut.SetResult();
            }
        });
        await using var host = await StartAsync();

        await host.SendAsync("echo", "x", new { url = receiver.Url });

        // The status alone counts: the agent hangs up and sends the next events over another connection.
        for (var i = 0; i < 3; i++)
        {
            await receiver.ArrivedAsync();
        }

        await cut.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal([1, 2, 3], receiver.All.Select(static item => item.Sequence));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = await Receiver.StartAsync();
        await using var receiver = await Receiver.StartAsync((http, _) =>
        {
            http.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            http.Response.Headers.Location = elsewhere.Url;
            return Task.CompletedTask;
        });
        await using var host = await StartAsync();

        await host.SendAsync("echo", "x", new { url = receiver.Url });

        Assert.Equal(["refused", "refused", "refused"], await host.DeadLetters.UntilAsync(3));
        Assert.Equal(9, receiver.Requests);
        Assert.Equal(0, elsewhere.Requests);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(413)]
    public async Task An_event_that_is_refused_is_given_up_after_three_attempts_and_the_next_one_is_sent(int status)
    {
        await using var receiver = await Receiver.StartAsync(number => number is >= 2 and <= 4 ? status : 200);
        await using var host = await StartAsync();

        await host.SendAsync("echo", "x", new { url = receiver.Url });

        Assert.Equal(["refused"], await host.DeadLetters.UntilAsync(1));
        Assert.Equal([1, 3], (await receiver.UntilEndAsync()).Select(static item => item.Sequence));
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_asked_once()
    {
        await using var receiver = await Receiver.StartAsync(static _ => 410);
        await using var host = await StartAsync();

        var task = await host.SendAsync("book", "a table", new { url = receiver.Url });
        await host.DeadLetters.UntilTotalAsync(2);
        await host.Client.CallAsync("SendMessage", TestJson.Text("book", "Monday", task.GetProperty("id").GetString()));
        await host.DeadLetters.UntilTotalAsync(4);

        Assert.Equal(4, host.DeadLetters.Total);
        Assert.Equal(1, receiver.Requests);
    }

    [Fact]
    public async Task A_receiver_may_ask_for_a_pause()
    {
        await using var receiver = await Receiver.StartAsync(static (http, number) =>
        {
            http.Response.StatusCode = number == 1 ? StatusCodes.Status429TooManyRequests : StatusCodes.Status200OK;
            http.Response.Headers.RetryAfter = "1";
            return Task.CompletedTask;
        });
        await using var host = await StartAsync(("Agent:Push:MaxDelay", "00:01:00"));
        var began = Stopwatch.GetTimestamp();

        await host.SendAsync("echo", "x", new { url = receiver.Url });
        await receiver.NextAsync();

        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0.95, 30);
    }

    [Theory]
    [InlineData("31536000")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    [InlineData("-1")]
    [InlineData("soon")]
    public async Task A_pause_is_never_longer_than_the_agent_allows(string retryAfter)
    {
        await using var receiver = await Receiver.StartAsync((http, number) =>
        {
            http.Response.StatusCode = number == 1 ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
            http.Response.Headers.RetryAfter = retryAfter;
            return Task.CompletedTask;
        });
        await using var host = await StartAsync();

        await host.SendAsync("echo", "x", new { url = receiver.Url });

        Assert.Equal(3, (await receiver.UntilEndAsync()).Count);
    }

    [Fact]
    public async Task A_receiver_that_hangs_does_not_hold_up_another()
    {
        await using var hanging = await Receiver.StartAsync(static (http, _) => Task.Delay(Timeout.Infinite, http.RequestAborted));
        await using var receiver = await Receiver.StartAsync();
        await using var host = await StartAsync(
            ("Agent:Push:Concurrency", "1"), ("Agent:Push:Timeout", "00:00:00.2"), ("Agent:Push:MaxAttempts", "10000"));
        for (var i = 0; i < 3; i++)
        {
            await host.SendAsync("echo", "x", new { url = hanging.Url });
            await hanging.ArrivedAsync();
        }

        await host.SendAsync("echo", "x", new { url = receiver.Url });

        Assert.Equal(3, (await receiver.UntilEndAsync()).Count);
    }

    private static async Task AnswerWithoutEndAsync(HttpContext http)
    {
        var chunk = new byte[64 * 1024];
        try
        {
            while (true)
            {
                await http.Response.Body.WriteAsync(chunk, http.RequestAborted);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The agent has hung up.
        }
    }
}
