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
        return $$"""
            daemon off;
            master_process off;
            pid {{folder}}/nginx.pid;
            error_log {{folder}}/nginx.log info;
            events { worker_connections 1000; }
            http {
            access_log off;
            client_body_temp_path {{folder}}/nginx-body;
            proxy_temp_path {{folder}}/nginx-proxy;
            fastcgi_temp_path {{folder}}/nginx-fastcgi;
            uwsgi_temp_path {{folder}}/nginx-uwsgi;
            scgi_temp_path {{folder}}/nginx-scgi;
            {{servers}}
            }
            """;

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
