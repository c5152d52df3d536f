using A2AAgent.EndToEnd.Tests.Interop;
using A2AAgent.EndToEnd.Tests.Tools;

[assembly: AssemblyFixture(typeof(NodePackages))]

namespace A2AAgent.EndToEnd.Tests.Interop;

/// <summary>Node.js with the packages that the scripts use.</summary>
public sealed class NodePackages
{
    private readonly NodeFolder _folder = new(Repository.PathOf("tests", "A2AAgent.EndToEnd.Tests", "Interop", "Scripts"), "interop-packages");

    /// <summary>Runs a script and gives the lines that it prints.</summary>
    internal Task<IReadOnlyList<string>> RunAsync(string script, params IReadOnlyList<string> arguments) => _folder.RunAsync(script, arguments);
}
