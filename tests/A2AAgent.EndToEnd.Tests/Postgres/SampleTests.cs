using A2AAgent.EndToEnd.Tests.Exchanges;
using A2AAgent.EndToEnd.Tests.Tools;
using A2AAgent.Tests.Postgres;

namespace A2AAgent.EndToEnd.Tests.Postgres;

public sealed class SampleTests
{
    [Fact]
    public async Task The_sample_keeps_its_tasks_in_PostgreSQL_where_one_variable_names_a_database()
    {
        await using var server = await PostgresServer.StartNewAsync();
        using var folder = new TemporaryFolder();
        var command = Tool.Command("dotnet", Repository.Root, "run", "--project", "template", "--artifacts-path", folder.PathOf("build"), "-p:RunAnalyzers=false");
        command.Environment["ConnectionStrings__Tasks"] = server.Connection.ConnectionString;

        string id;
        await using (var agent = await RunningAgent.StartAsync(command, TimeSpan.FromMinutes(5)))
        {
            using var client = new AgentClient(agent.Address);
            id = (await client.SendAsync(Binding.JsonRpc, Requests.CompleteReport)).GetProperty("id").GetString()!;
        }

        command.ArgumentList.Insert(1, "--no-build");
        await using var restarted = await RunningAgent.StartAsync(command);
        using var later = new AgentClient(restarted.Address);
        Assert.Equal("TASK_STATE_COMPLETED", (await later.GetAsync($"/tasks/{id}")).State());
    }
}
