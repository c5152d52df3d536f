using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Security.Matrix;

namespace A2AAgent.Tests.Security.Access;

/// <summary>Tenants: of the request, of its address and of the credential.</summary>
public sealed class TenantTests
{
    public static TheoryData<string> Bindings => [.. SecureBinding.Current.Select(static binding => binding.Name)];

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_request_may_not_name_another_tenant_than_its_credential(string name)
    {
        await using var host = await Guarded.StartAsync();
        var binding = SecureBinding.Current.Single(binding => binding.Name == name);
        foreach (var (operation, request) in Requests("globex"))
        {
            var answer = await binding.CallAsync(host, operation, request, Guarded.Key(Guarded.Carol));

            Assert.True(answer.Status == 403, $"{operation}: {answer}");
            Assert.DoesNotContain("acme", answer.Body, StringComparison.Ordinal);
        }

        Assert.All(
            await Task.WhenAll(Requests("acme").Take(2).Select(request => binding.CallAsync(host, request.Operation, request.Request, Guarded.Key(Guarded.Carol)))),
            static answer => Assert.Equal(200, answer.Status));
    }

    [Fact]
    public async Task An_address_may_not_name_another_tenant_than_the_credential()
    {
        await using var host = await Guarded.StartAsync();

        Assert.Equal(200, await GetAsync(host, "/acme/tasks", Guarded.Carol));
        Assert.Equal(403, await GetAsync(host, "/globex/tasks", Guarded.Carol));
        Assert.Equal(200, await GetAsync(host, "/globex/tasks", Guarded.Bob));
        Assert.Equal(400, await GetAsync(host, "/globex/tasks?tenant=acme", Guarded.Bob));
    }

    [Fact]
    public async Task A_task_of_a_credential_with_a_tenant_is_of_that_tenant_whether_or_not_the_request_says_so()
    {
        await using var host = await Guarded.StartAsync();
        var id = (await Guarded.SendAsync(host, Guarded.Carol, "who")).GetProperty("id").GetString();

        Assert.Equal(200, await GetAsync(host, $"/tasks/{id}", Guarded.Carol));
        Assert.Equal(200, await GetAsync(host, $"/acme/tasks/{id}", Guarded.Carol));
    }

    [Fact]
    public async Task The_tasks_of_a_caller_are_apart_by_tenant()
    {
        await using var host = await Guarded.StartAsync();
        var client = new JsonRpcClient(host);
        var sent = await client.CallAsync("SendMessage", With(TestJson.Text("who", ""), "acme"), Guarded.As(Guarded.Bob));
        var id = sent.GetProperty("task").GetProperty("id").GetString();

        Assert.Equal(200, await GetAsync(host, $"/acme/tasks/{id}", Guarded.Bob));
        Assert.Equal(404, await GetAsync(host, $"/globex/tasks/{id}", Guarded.Bob));
        Assert.Equal(404, await GetAsync(host, $"/tasks/{id}", Guarded.Bob));
        Assert.Equal(404, await GetAsync(host, $"/acme/tasks/{id}", Guarded.Carol));
    }

    [Fact]
    public async Task An_agent_with_a_list_of_tenants_serves_those_only()
    {
        await using var host = await Guarded.StartAsync(("Agent:Tenants:0", "acme"), ("Agent:Tenants:1", "initech"));

        Assert.Equal(200, await GetAsync(host, "/acme/tasks", Guarded.Bob));
        Assert.Equal(403, await GetAsync(host, "/globex/tasks", Guarded.Bob));
        Assert.Equal(400, await GetAsync(host, "/tasks", Guarded.Bob));
        Assert.Equal(200, await GetAsync(host, "/tasks", Guarded.Carol));
    }

    [Fact]
    public async Task Credentials_of_different_tenants_do_not_go_together()
    {
        await using var host = await Guarded.StartAsync(("Agent:Security:Schemes:key:Keys:dave:Value", "dave-0123456789abcdef"), ("Agent:Security:Schemes:key:Keys:dave:Tenant", "globex"));
        var client = new JsonRpcClient(host);

        var refused = await Assert.ThrowsAsync<BindingError>(() =>
            client.CallAsync("ListTasks", headers: Guarded.As(Guarded.KeyAndBadge("dave-0123456789abcdef", "badge-of-acme-0123456789"))));

        Assert.Equal("PERMISSION_DENIED", refused.Reason);
    }

    private static IEnumerable<(string Operation, object Request)> Requests(string tenant)
    {
        yield return ("SendMessage", With(TestJson.Text("who", ""), tenant));
        yield return ("ListTasks", new { tenant });
        yield return ("GetTask", new { tenant, id = "x" });
        yield return ("CancelTask", new { tenant, id = "x" });
        yield return ("SubscribeToTask", new { tenant, id = "x" });
        yield return ("SendStreamingMessage", With(TestJson.Text("who", ""), tenant));
        yield return ("CreateTaskPushNotificationConfig", new { tenant, taskId = "x", url = "https://example.com/hook" });
        yield return ("ListTaskPushNotificationConfigs", new { tenant, taskId = "x" });
        yield return ("GetTaskPushNotificationConfig", new { tenant, taskId = "x", id = "y" });
    }

    private static object With(object request, string tenant) => new Dictionary<string, object?>((Dictionary<string, object?>)request) { ["tenant"] = tenant };

    private static async Task<int> GetAsync(AgentHost host, string path, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        Guarded.As(key).AddTo(request);
        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }
}
