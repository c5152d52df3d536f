using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Replicas.Processes;

/// <summary>Debian's nginx, which gives each request to the next replica. What was sent to one that breaks is sent to another only if it may be sent twice.</summary>
internal static class Balancer
{
    private const string Program = "/usr/sbin/nginx";

    public static async Task<GuardedProcess> StartAsync(string address, IEnumerable<Replica> replicas, TemporaryFolder folder)
    {
        if (!File.Exists(Program))
        {
            throw new InvalidOperationException("nginx is not installed: apt-get install nginx-light (.ci/run does it).");
        }

        var configuration = folder.PathOf("nginx.conf");
        await File.WriteAllTextAsync(configuration, Configuration(address, replicas, folder.Path));
        return await GuardedProcess.StartAsync(folder.PathOf("nginx.out"), Program, folder.Path, new Dictionary<string, string?>(), "-c", configuration, "-e", folder.PathOf("nginx.log"));
    }

    /// <summary>Streams have a comment every second, so one that is silent for longer belongs to a replica that is gone or paused.</summary>
    private static string Configuration(string address, IEnumerable<Replica> replicas, string folder) => NginxSettings.Of(folder, connections: 8000, "warn", $$"""
          upstream replicas {
            {{string.Concat(replicas.Select(static replica => $"server {replica.Endpoint} max_fails=1 fail_timeout=1s; "))}}
            keepalive 64;
          }
          server {
            listen {{address}};
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_buffering off;
            proxy_connect_timeout 1s;
            proxy_next_upstream error timeout;
            location / { proxy_pass http://replicas; proxy_read_timeout 4s; }
            location = /message:send { proxy_pass http://replicas; proxy_read_timeout 30s; }
          }
        """);
}
