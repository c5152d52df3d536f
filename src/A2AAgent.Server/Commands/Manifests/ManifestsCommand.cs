using System.Reflection;
using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Operations;

namespace A2AAgent.Server.Commands.Manifests;

/// <summary>Keeps the Kubernetes manifests in step with the agent.</summary>
internal sealed class ManifestsCommand(CommandLine line, AgentOptions options, AgentDefinition definition)
{
    /// <returns>What was done, or found, in one line for each file.</returns>
    /// <exception cref="CommandException">The manifests are not up to date and are only to be checked.</exception>
    /// <exception cref="AgentConfigurationException">A setting does not go into manifests.</exception>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var folder = new ManifestFolder(line.Out);
        var manifests = new KubernetesManifests(
            Name(await folder.NameAsync(cancellationToken)), FixedPorts(), definition.Bindings.HasFlag(AgentBindings.Grpc), PublicPath());
        if (!line.Checks)
        {
            var written = await folder.WriteAsync(manifests, cancellationToken);
            return written.Count == 0 ? UpToDate : string.Join('\n', written.Select(static file => $"{file} written."));
        }

        var different = await folder.DifferentAsync(manifests, cancellationToken);
        return different.Count == 0 ? UpToDate : throw new CommandException(
            $"{string.Join(", ", different)}: not what the agent's settings make. Run the command without --check to write {(different.Count == 1 ? "it" : "them")}.");
    }

    private string UpToDate => $"The manifests in {line.Out} are up to date.";

    private string Name(string? present)
    {
        var name = line.KubernetesName ?? present ?? KubernetesName.Of(Assembly.GetEntryAssembly()?.GetName().Name ?? "");
        return KubernetesName.IsValid(name) ? name : throw new AgentConfigurationException(
            $"The name is '{name}'; Kubernetes takes lower-case letters, digits and dashes, a letter first, at most 63. Give another one with --name.");
    }

    private PortOptions FixedPorts() => options.Ports is { Http: > 0, Grpc: > 0, Management: > 0 } ports ? ports : throw new AgentConfigurationException(
        "A port is 0, which takes a free one; manifests need one that is fixed. Set Agent:Ports:Http, Agent:Ports:Grpc and Agent:Ports:Management.");

    private string PublicPath() => options.PublicUrl is { Length: > 0 } url && new Uri(url).AbsolutePath.TrimEnd('/') is { Length: > 0 } path ? path : "/";
}
