using System.Text.RegularExpressions;
using A2AAgent.EndToEnd.Tests.Agents;
using A2AAgent.EndToEnd.Tests.Exchanges;
using A2AAgent.EndToEnd.Tests.Signing;
using A2AAgent.EndToEnd.Tests.Tools;
using Npgsql;

namespace A2AAgent.EndToEnd.Tests.Postgres;

/// <summary>The binary's command <c>migrate</c>, and the roles of docs/postgres.md.</summary>
[Collection(nameof(NativeAgentWithPostgres))]
public sealed partial class MigrateCommandTests(NativeAgentWithPostgres native)
{
    private const int Failed = 1;
    private const int WrongUsage = 64;
    private const int WrongConfiguration = 78;

    [Fact]
    public async Task An_owner_migrates_and_a_role_that_may_only_read_and_write_rows_runs_the_agent()
    {
        var database = await native.NewDatabaseAsync("least");
        await native.RunAsync($"revoke create on database least from public; {RolesOfTheDocument().Replace("agent", "expenses", StringComparison.Ordinal)}", database);
        var owner = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = "expenses_owner" };
        var least = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = "expenses" };

        var early = await RunAsync(least, []);
        var migrated = await RunAsync(owner, ["migrate"]);
        var again = await RunAsync(owner, ["migrate"]);

        Assert.Equal(WrongConfiguration, early.ExitCode);
        Assert.Contains("migrate", Assert.Single(early.Errors), StringComparison.Ordinal);
        Assert.True(migrated.ExitCode == 0, migrated.All);
        Assert.Contains("it was at 0", Assert.Single(migrated.Output), StringComparison.Ordinal);
        Assert.Empty(migrated.Errors);
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("already", Assert.Single(again.Output), StringComparison.Ordinal);

        var command = await native.CommandAsync(least);
        command.Environment["Agent__Tasks__Postgres__Migrate"] = "false";
        await using var agent = await RunningAgent.StartAsync(command);
        using var client = new AgentClient(agent.Address);
        Assert.Equal("TASK_STATE_COMPLETED", (await client.SendAsync(Binding.JsonRpc, Requests.CompleteReport)).State());
        var id = (await client.SendAsync(Binding.JsonRpc, Requests.ReportWithoutReceipt)).GetProperty("id").GetString();
        Assert.Equal(2, (await client.GetAsync("/tasks")).GetProperty("tasks").GetArrayLength());
        Assert.Equal("TASK_STATE_CANCELED", JsonOf(await client.PostAsync($"/tasks/{id}:cancel", "{}")).State());
        var refused = await Assert.ThrowsAsync<PostgresException>(() => native.RunAsync("drop table a2a.tasks", least));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task The_printed_statements_make_a_database_that_the_agent_takes()
    {
        var database = await native.NewDatabaseAsync("printed");

        var printed = await RunAsync(database, ["migrate", "--print"]);
        Assert.True(printed.ExitCode == 0, printed.All);
        await native.RunAsync(string.Join('\n', printed.Output), database);
        var migrated = await RunAsync(database, ["migrate"]);

        Assert.Contains("already", Assert.Single(migrated.Output), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Failed, "could not be brought up to date", "Host=/nowhere;Username=agent")]
    [InlineData(WrongConfiguration, "ConnectionStrings:Tasks has no Host", "Username=agent")]
    [InlineData(WrongUsage, "no option --sign", "Host=/nowhere", "--sign", "key.pem")]
    public async Task What_is_wrong_is_said_in_one_line(int exitCode, string said, string connection, params string[] options)
    {
        var result = await RunAsync(new NpgsqlConnectionStringBuilder(connection), ["migrate", .. options]);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains(said, Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_does_not_exist_is_a_mistake_and_not_a_failure()
    {
        var database = await native.NewDatabaseAsync("mistaken");

        var result = await RunAsync(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = "nobody_at_all" }, ["migrate"]);

        Assert.Equal(WrongConfiguration, result.ExitCode);
        Assert.Contains("nobody_at_all", Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_that_keeps_its_tasks_in_memory_has_nothing_to_migrate()
    {
        var result = await SigningFolder.CommandAsync("migrate");

        Assert.Equal(WrongConfiguration, result.ExitCode);
        Assert.Contains("nothing to migrate", Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    private async Task<ToolResult> RunAsync(NpgsqlConnectionStringBuilder connection, IEnumerable<string> arguments)
    {
        var command = await native.CommandAsync(connection, arguments);
        command.Environment["Agent__Tasks__Postgres__Migrate"] = "false";
        RunningAgent.Settings(command);
        return await Tool.RunAsync(command);
    }

    private static System.Text.Json.JsonElement JsonOf(string text) => System.Text.Json.JsonDocument.Parse(text).RootElement;

    private static string RolesOfTheDocument() => Statements().Match(File.ReadAllText(Repository.PathOf("docs", "postgres.md"))).Groups["sql"].Value;

    [GeneratedRegex("```sql\n(?<sql>[^`]+)```", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Statements();
}
