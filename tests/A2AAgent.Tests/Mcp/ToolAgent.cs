using System.Text.Json;
using System.Text.Json.Serialization;
using A2AAgent.Mcp;
using A2AAgent.Server;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Mcp;

/// <summary>Lets an MCP server do its work.</summary>
[Agent("Tool Agent", Description = "Lets an MCP server do its work")]
internal sealed partial class ToolAgent([FromKeyedServices("everything")] IMcpTools tools)
{
    [AgentSkill("add", Description = "Adds two numbers", Default = true)]
    public async Task<string> AddAsync(Summands summands, CancellationToken cancellationToken)
    {
        var result = await tools.CallAsync("get-sum", JsonSerializer.SerializeToElement(summands, ToolJson.Default.Summands), cancellationToken);
        return result.Text;
    }

    [AgentSkill("greet", Description = "Echoes a greeting")]
    public static async Task<string> GreetAsync(string name, [FromKeyedServices("everything")] IMcpTools tools, CancellationToken cancellationToken)
    {
        var result = await tools.CallAsync("echo", JsonSerializer.SerializeToElement(new Saying($"Hello, {name}!"), ToolJson.Default.Saying), cancellationToken);
        return result.Text;
    }

    [AgentSkill("fail", Description = "Calls a tool with what it does not take")]
    public async Task<string> FailAsync(CancellationToken cancellationToken) => (await tools.CallAsync("get-sum", cancellationToken: cancellationToken)).Text;
}

internal sealed record Summands(double A, double B);

internal sealed record Saying(string Message);

internal sealed record WeatherQuery(string Location);

internal sealed record Weather(double Temperature, string Conditions, double Humidity);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Saying))]
[JsonSerializable(typeof(Summands))]
[JsonSerializable(typeof(Weather))]
[JsonSerializable(typeof(WeatherQuery))]
internal sealed partial class ToolJson : JsonSerializerContext;
