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
    private static readonly string[] Categories = ["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel"];

    private volatile bool _started;

    public static void Add(IServiceCollection services)
    {
        var log = new StartupLog();
        services.AddSingleton(log);

        // When all others are there: the level of a category stays what they make it.
        services.PostConfigure<LoggerFilterOptions>(filters =>
        {
            foreach (var category in Categories)
            {
                filters.Rules.Add(log.Rule(category, LevelOf(filters, category)));
            }
        });
    }

    public void OpenOnce(IHostApplicationLifetime lifetime) => lifetime.ApplicationStarted.Register(() => _started = true);

    private LoggerFilterRule Rule(string category, LogLevel least) => new(null, category, least, (_, _, level) => level < LogLevel.Error || _started);

    private static LogLevel LevelOf(LoggerFilterOptions filters, string category) => filters.Rules.Reverse()
        .Where(rule => rule.ProviderName is null && category.StartsWith(rule.CategoryName ?? "", StringComparison.OrdinalIgnoreCase))
        .MaxBy(static rule => rule.CategoryName?.Length ?? 0)?.LogLevel ?? filters.MinLevel;
}
