using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Proxies;

/// <summary>The configuration that the documentation shows, with the addresses and files of a test in it.</summary>
internal static class NginxConfiguration
{
    private const string Begin = "```nginx\n";
    private const string End = "\n```";

    public static string Of(string address, IReadOnlyList<string> agents, string folder)
    {
        var servers = Documented();
        Replace("agent-1:", $"{agents[0]}:");
        Replace("agent-2:", $"{agents[1]}:");
        Replace("listen 443 ", $"listen {address} ");
        Replace("/etc/nginx/tls/", $"{folder}/");
        return NginxSettings.Of(folder, connections: 1000, "info", servers);

        void Replace(string documented, string real)
        {
            Assert.Contains(documented, servers, StringComparison.Ordinal);
            servers = servers.Replace(documented, real, StringComparison.Ordinal);
        }
    }

    private static string Documented()
    {
        var page = File.ReadAllText(Repository.PathOf("docs", "proxies.md"));
        var begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        return page[begin..page.IndexOf(End, begin, StringComparison.Ordinal)];
    }
}
