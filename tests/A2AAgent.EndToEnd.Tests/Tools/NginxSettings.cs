namespace A2AAgent.EndToEnd.Tests.Tools;

/// <summary>What nginx needs to run as one process of a test, with all that it writes in one folder.</summary>
internal static class NginxSettings
{
    /// <param name="folder">Where it may write.</param>
    /// <param name="connections">How many connections it may have.</param>
    /// <param name="logLevel">What it logs.</param>
    /// <param name="servers">The upstreams and servers.</param>
    public static string Of(string folder, int connections, string logLevel, string servers) => $$"""
        daemon off;
        master_process off;
        pid {{folder}}/nginx.pid;
        error_log {{folder}}/nginx.log {{logLevel}};
        events { worker_connections {{connections}}; }
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
}
