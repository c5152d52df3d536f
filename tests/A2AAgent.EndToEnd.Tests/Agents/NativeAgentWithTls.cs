using System.Diagnostics;
using A2AAgent.EndToEnd.Tests.Scaffolds;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Agents;

/// <summary>A scaffold whose project names the features that its settings alone shall declare, published as a native binary.</summary>
public sealed class NativeAgentWithTls(TemplatePackage template)
{
    private readonly Lazy<Task<string>> _binary = new(() => PublishAsync(template));

    internal async Task<ProcessStartInfo> CommandAsync()
    {
        var binary = await _binary.Value;
        return Tool.Command(binary, Path.GetDirectoryName(binary)!);
    }

    private static async Task<string> PublishAsync(TemplatePackage template)
    {
        var scaffold = await template.CreateAsync("Acme.Guarded", "--framework", "net9.0");
        scaffold.SetProperty("AgentFeatures", "Tokens;Tls");
        await scaffold.BuildAsync();
        return await scaffold.PublishAsync();
    }
}
