using System.Diagnostics;
using A2AAgent.EndToEnd.Tests.Scaffolds;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Agents;

/// <summary>The tests that share the native agent whose project says what is in it: publishing it takes a minute.</summary>
[CollectionDefinition(nameof(NativeGuardedAgent))]
public sealed class NativeGuardedAgentTestGroup : ICollectionFixture<NativeGuardedAgent>;

/// <summary>
/// A scaffold whose project names the features that its settings alone shall declare, and that calls agents without gRPC, published as a
/// native binary.
/// </summary>
public sealed class NativeGuardedAgent(TemplatePackage template)
{
    private const string Call = """
        if (args is ["call", var url])
        {
            await Caller.CallAsync(new Uri(url));
            return;
        }


        """;

    private const string Caller = """
        using A2AAgent.Client;

        /// <summary>Sends an expense report to an agent, and prints what comes of it.</summary>
        internal static class Caller
        {
            public static async Task CallAsync(Uri url)
            {
                var day = new DateOnly(2026, 11, 12);
                var report = new ExpenseReport("Grace Hopper", "EUR", [new ExpenseItem("Train", ExpenseCategory.Transport, 38.50m, day, "train.pdf")], day);
                try
                {
                    using var agent = await AgentClient.ConnectAsync(url);
                    var verdict = await agent.InvokeAsync<ExpenseReport, ExpenseVerdict>("validate-expense", report, ExpenseJson.Default);
                    Console.WriteLine(verdict.Decision);
                }
                catch (RemoteAgentException e)
                {
                    Console.WriteLine(e.Message);
                }
            }
        }
        """;

    private readonly Lazy<Task<string>> _binary = new(() => PublishAsync(template));

    internal Task<string> Binary => _binary.Value;

    internal async Task<ProcessStartInfo> CommandAsync(params IEnumerable<string> arguments)
    {
        var binary = await Binary;
        return Tool.Command(binary, Path.GetDirectoryName(binary)!, arguments);
    }

    private static async Task<string> PublishAsync(TemplatePackage template)
    {
        var scaffold = await template.CreateAsync("Acme.Guarded", "--framework", "net9.0");
        scaffold.SetProperty("AgentFeatures", "Tokens;Tls");
        scaffold.SetProperty("A2AAgentClientGrpc", "false");
        scaffold.AddPackage("A2AAgent.Client");
        var program = scaffold.Read("Program.cs");
        scaffold.Append("Caller.cs", program[..(program.IndexOf('\n', StringComparison.Ordinal) + 1)] + Caller);
        scaffold.Write("Program.cs", program.Replace("var builder", Call + "var builder", StringComparison.Ordinal));
        await scaffold.BuildAsync();
        return await scaffold.PublishAsync();
    }
}
