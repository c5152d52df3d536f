using System.Text.Json;
using A2AAgent.EndToEnd.Tests.Mcp;
using A2AAgent.Mcp;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Mcp;

public sealed class SkillTests
{
    [Fact]
    public async Task A_skill_calls_a_tool()
    {
        await using var server = await EverythingServer.StartAsync();
        await using var host = await AgentHost.StartAsync<ToolAgent>(builder => builder.AddMcpTools("everything", server.Url));

        var task = await SendAsync(host, "add", new { data = new { a = 2, b = 40 } });

        Assert.Equal("TASK_STATE_COMPLETED", task.GetProperty("status").GetProperty("state").GetString());
        Assert.Equal("The sum of 2 and 40 is 42.", task.GetProperty("artifacts")[0].GetProperty("parts")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_skill_takes_the_tools_as_a_parameter()
    {
        await using var server = await EverythingServer.StartAsync();
        await using var host = await AgentHost.StartAsync<ToolAgent>(builder => builder.AddMcpTools("everything", server.Url));

        var task = await SendAsync(host, "greet", new { text = "Ada" });

        Assert.Equal("Echo: Hello, Ada!", task.GetProperty("artifacts")[0].GetProperty("parts")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_skill_whose_tool_fails_fails_its_task_and_names_server_and_tool_only()
    {
        await using var server = await EverythingServer.StartAsync();
        await using var host = await AgentHost.StartAsync<ToolAgent>(builder => builder.AddMcpTools("everything", server.Url));

        var task = await SendAsync(host, "fail", new { text = "hm" });

        Assert.Equal("TASK_STATE_FAILED", task.GetProperty("status").GetProperty("state").GetString());
        Assert.Equal(
            "Calling the tool 'get-sum' of the MCP server 'everything' failed: the tool ran and failed.",
            task.GetProperty("status").GetProperty("message").GetProperty("parts")[0].GetProperty("text").GetString());
    }

    private static async Task<JsonElement> SendAsync(AgentHost host, string skill, object part)
    {
        var client = new JsonRpcClient(host);
        var answer = await client.CallAsync("SendMessage", new
        {
            message = new { messageId = "m", role = "ROLE_USER", parts = new[] { part }, metadata = new { skillId = skill } },
        });
        return answer.GetProperty("task");
    }
}
