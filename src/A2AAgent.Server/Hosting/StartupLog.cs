using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Hosting;

/// <summary>
/// Keeps host and server from logging why the application does not start: the same exception ends the process, which then says it in one line,
/// or with its stack when it is nobody's setting. Once the application has started they log as always.
/// </summary>
internal sealed class StartupLog
{
    private volatile bool _started;

    public static void Add(IServiceCollection services)
    {
        var log = new StartupLog();
        services.AddSingleton(log);
        services.Configure<LoggerFilterOptions>(filters =>
        {
            // At the beginning of the list, so that the application's own rule for the same category wins.
            filters.Rules.Insert(0, log.Rule("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Information));
            filters.Rules.Insert(0, log.Rule("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Warning));
        });
    }

    public void OpenOnce(IHostApplicationLifetime lifetime) => lifetime.ApplicationStarted.Register(() => _started = true);

    private LoggerFilterRule Rule(string category, LogLevel least) => new(null, category, least, (_, _, level) => level < LogLevel.Error || _started);
}
