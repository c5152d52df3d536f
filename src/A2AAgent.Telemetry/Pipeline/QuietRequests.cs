using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace A2AAgent.Telemetry.Pipeline;

/// <summary>
/// ASP.NET Core makes an activity of its own for each request, for the lines of its log. A call has a span already, which is the one that is
/// exported; so where those lines are not wanted, the second is not made, which costs as much as the span itself.
/// </summary>
internal sealed class QuietRequests : IPostConfigureOptions<LoggerFilterOptions>
{
    private const string Category = "Microsoft.AspNetCore.Hosting.Diagnostics";

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        // A rule for one provider goes before those for all.
        string?[] providers = [null, .. options.Rules.Select(static rule => rule.ProviderName).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (providers.Any(provider => AreLogged(options, provider)))
        {
            return;
        }

        foreach (var provider in providers)
        {
            options.Rules.Add(new LoggerFilterRule(provider, Category, LogLevel.None, filter: null));
        }
    }

    private static bool AreLogged(LoggerFilterOptions options, string? provider)
    {
        var rule = Applied(options.Rules, provider) ?? Applied(options.Rules, provider: null);
        return (rule?.LogLevel ?? options.MinLevel) <= LogLevel.Information && rule?.Filter?.Invoke(provider, Category, LogLevel.Information) is not false;
    }

    /// <summary>The last of those that are most exact, as the logger factory chooses.</summary>
    private static LoggerFilterRule? Applied(IEnumerable<LoggerFilterRule> rules, string? provider) => rules
        .Where(rule => rule.ProviderName == provider && IsAbout(rule.CategoryName ?? ""))
        .OrderBy(static rule => rule.CategoryName?.Length ?? 0)
        .LastOrDefault();

    private static bool IsAbout(string pattern) => pattern.Split('*', 2) is [var start, var end]
        ? Category.StartsWith(start, StringComparison.OrdinalIgnoreCase) && Category.EndsWith(end, StringComparison.OrdinalIgnoreCase)
        : Category.StartsWith(pattern, StringComparison.OrdinalIgnoreCase);
}
