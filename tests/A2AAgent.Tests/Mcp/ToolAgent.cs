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

    [AgentSkill("fail", Description = "Calls a tool with what it does not take")]
    public async Task<string> FailAsync(CancellationToken cancellationToken) => (await tools.CallAsync("get-sum", cancellationToken: cancellationToken)).Text;
}

internal sealed record Summands(double A, double B);

internal sealed record WeatherQuery(string Location);

internal sealed record Weather(double Temperature, string Conditions, double Humidity);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Summands))]
[JsonSerializable(typeof(Weather))]
[JsonSerializable(typeof(WeatherQuery))]
internal sealed partial class ToolJson : JsonSerializerContext;
