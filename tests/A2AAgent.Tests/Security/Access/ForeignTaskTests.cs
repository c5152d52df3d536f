using System.Diagnostics;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Security.Matrix;

namespace A2AAgent.Tests.Security.Access;

/// <summary>A task of somebody else is answered as one that does not exist: same status, same text, same time.</summary>
public sealed class ForeignTaskTests
{
    private static readonly string[] Operations =
    [
        "GetTask", "CancelTask", "SubscribeToTask", "SendMessage", "SendStreamingMessage", "CreateTaskPushNotificationConfig",
        "GetTaskPushNotificationConfig", "ListTaskPushNotificationConfigs", "DeleteTaskPushNotificationConfig",
    ];

    public static TheoryData<string> Bindings => [.. SecureBinding.Current.Select(static binding => binding.Name)];

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task No_operation_tells_a_foreign_task_from_one_that_does_not_exist(string name)
    {
        await using var host = await Guarded.StartAsync();
        var binding = SecureBinding.Current.Single(binding => binding.Name == name);
        var tasks = await CreateAsync(host);
        foreach (var operation in Operations)
        {
            foreach (var (kind, id) in tasks)
            {
                var unknown = Unknown(id);
                var foreign = await binding.CallAsync(host, operation, Request(operation, id), Guarded.Key(Guarded.Bob));
                var missing = await binding.CallAsync(host, operation, Request(operation, unknown), Guarded.Key(Guarded.Bob));

                Assert.True(missing.Status == 404, $"{operation}: {missing}");
                Assert.Equal(missing.Status, foreign.Status);
                Assert.True(missing.Body.Replace(unknown, id, StringComparison.Ordinal) == foreign.Body, $"{operation} of a {kind} task: {foreign.Body} is not {missing.Body}");
            }
        }

        Assert.Equal(0, (await new JsonRpcClient(host).CallAsync("ListTasks", headers: Guarded.As(Guarded.Bob))).GetProperty("totalSize").GetInt32());
        Assert.Equal("TASK_STATE_WORKING", (await new JsonRpcClient(host).CallAsync("GetTask", new { id = tasks["live"] }, Guarded.As(Guarded.Alice))).State());
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task The_same_task_is_there_for_its_owner(string name)
    {
        await using var host = await Guarded.StartAsync();
        var binding = SecureBinding.Current.Single(binding => binding.Name == name);
        var tasks = await CreateAsync(host);

        Assert.All(
            await Task.WhenAll(tasks.Values.Select(id => binding.CallAsync(host, "GetTask", new { id }, Guarded.Key(Guarded.Alice)))),
            static answer => Assert.Equal(200, answer.Status));
        Assert.Equal(200, (await binding.CallAsync(host, "SubscribeToTask", new { id = tasks["live"] }, Guarded.Key(Guarded.Alice))).Status);
    }

    [Fact]
    public async Task A_conversation_of_somebody_else_lists_nothing()
    {
        await using var host = await Guarded.StartAsync();
        var client = new JsonRpcClient(host);
        var contextId = (await Guarded.SendAsync(host, Guarded.Alice, "who")).GetProperty("contextId").GetString();

        Assert.Equal(1, (await client.CallAsync("ListTasks", new { contextId }, Guarded.As(Guarded.Alice))).GetProperty("totalSize").GetInt32());
        Assert.Equal(0, (await client.CallAsync("ListTasks", new { contextId }, Guarded.As(Guarded.Bob))).GetProperty("totalSize").GetInt32());
    }

    [Fact]
    public async Task The_same_name_in_two_schemes_is_two_callers()
    {
        await using var host = await Guarded.StartAsync(("Agent:Security:Requirements:0:key", ""), ("Agent:Security:Requirements:1:badge", ""));
        var id = (await Guarded.SendAsync(host, Guarded.Alice, "who")).GetProperty("id").GetString();

        var refused = await Assert.ThrowsAsync<BindingError>(() => new JsonRpcClient(host).CallAsync("GetTask", new { id },
            Guarded.As(static message => ApiKeyCases.AddQuery(message, "badge", Guarded.Badge))));

        Assert.Equal("TASK_NOT_FOUND", refused.Reason);
    }

    [Theory]
    [InlineData("GetTask")]
    [InlineData("CancelTask")]
    [InlineData("SubscribeToTask")]
    [InlineData("SendMessage")]
    public async Task A_foreign_task_takes_as_long_as_none(string operation)
    {
        await using var host = await Guarded.StartAsync();
        var binding = SecureBinding.Current[0];
        var tasks = await CreateAsync(host);
        for (var attempt = 0; ; attempt++)
        {
            var slowest = 0.0;
            foreach (var id in tasks.Values)
            {
                slowest = Math.Max(slowest, await RatioAsync(host, binding, operation, id));
            }

            // Whatever else the machine does makes differences now and then; a look-up that finds something makes them always.
            if (slowest < 1.5)
            {
                return;
            }

            Assert.True(attempt < 5, $"{operation} of a foreign task takes {slowest:0.00} times as long as of none.");
        }
    }

    private static async Task<double> RatioAsync(AgentHost host, SecureBinding binding, string operation, string id)
    {
        const int Rounds = 101;
        var foreign = new double[Rounds];
        var missing = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            foreign[round] = await TimeAsync(host, binding, operation, id);
            missing[round] = await TimeAsync(host, binding, operation, Unknown(id));
        }

        Array.Sort(foreign);
        Array.Sort(missing);
        var (one, other) = (foreign[Rounds / 2], missing[Rounds / 2]);
        return Math.Max(one / other, other / one);
    }

    private static async Task<double> TimeAsync(AgentHost host, SecureBinding binding, string operation, string id)
    {
        var began = Stopwatch.GetTimestamp();
        var answer = await binding.CallAsync(host, operation, Request(operation, id), Guarded.Key(Guarded.Bob));
        var took = Stopwatch.GetElapsedTime(began);
        Assert.Equal(404, answer.Status);
        return took.TotalMicroseconds;
    }

    /// <summary>Tasks of alice: one that runs, one that waits for her and one that has ended.</summary>
    private static async Task<Dictionary<string, string>> CreateAsync(AgentHost host)
    {
        var live = await Guarded.SendAsync(host, Guarded.Alice, "wait", configuration: new { returnImmediately = true });
        await host.Script.NextStartedAsync(TestContext.Current.CancellationToken);
        return new Dictionary<string, string>
        {
            ["live"] = live.GetProperty("id").GetString()!,
            ["waiting"] = (await Guarded.SendAsync(host, Guarded.Alice, "ask")).GetProperty("id").GetString()!,
            ["finished"] = (await Guarded.SendAsync(host, Guarded.Alice, "who")).GetProperty("id").GetString()!,
        };
    }

    /// <summary>An identifier of the same form that no task has.</summary>
    private static string Unknown(string id) => new([.. id.Reverse()]);

    private static object Request(string operation, string id) => operation switch
    {
        "SendMessage" or "SendStreamingMessage" => TestJson.Text("who", "hello", id),
        "CreateTaskPushNotificationConfig" => new { taskId = id, url = "https://example.com/hook" },
        "GetTaskPushNotificationConfig" or "DeleteTaskPushNotificationConfig" => new { taskId = id, id = "config" },
        "ListTaskPushNotificationConfigs" => new { taskId = id },
        _ => new { id },
    };
}
