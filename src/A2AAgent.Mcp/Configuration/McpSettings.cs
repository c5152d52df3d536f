using System.Globalization;
using A2AAgent.Protocol;
using Microsoft.Extensions.Configuration;

namespace A2AAgent.Mcp.Configuration;

/// <summary>Reads the section <c>Mcp:{name}</c>, and refuses what is wrong in it or in code.</summary>
internal static class McpSettings
{
    private static readonly string[] Names =
    [
        nameof(McpToolsOptions.Url), nameof(McpToolsOptions.Timeout), nameof(McpToolsOptions.ConnectTimeout), nameof(McpToolsOptions.MaxResponseBytes),
        nameof(McpToolsOptions.MaxTools), nameof(McpToolsOptions.BearerToken), nameof(McpToolsOptions.BearerTokenFile), nameof(McpToolsOptions.Headers),
    ];

    /// <exception cref="AgentConfigurationException">A setting is missing or wrong.</exception>
    public static McpToolsOptions Read(IConfiguration configuration, string name, string? url, Action<McpToolsOptions>? configure)
    {
        var section = configuration.GetSection($"Mcp:{name}");
        var options = new McpToolsOptions { Url = url is null ? null : Address("The address", url) };
        configure?.Invoke(options);
        foreach (var setting in section.GetChildren())
        {
            Take(setting, options);
        }

        Check(section.Path, name, options);
        return options;
    }

    private static void Take(IConfigurationSection setting, McpToolsOptions options)
    {
        switch (Names.FirstOrDefault(name => name.Equals(setting.Key, StringComparison.OrdinalIgnoreCase)))
        {
            case nameof(McpToolsOptions.Url):
                options.Url = string.IsNullOrWhiteSpace(setting.Value) ? options.Url : Address(setting.Path, setting.Value);
                break;
            case nameof(McpToolsOptions.Timeout):
                options.Timeout = Time(setting);
                break;
            case nameof(McpToolsOptions.ConnectTimeout):
                options.ConnectTimeout = Time(setting);
                break;
            case nameof(McpToolsOptions.MaxResponseBytes):
                options.MaxResponseBytes = Number(setting);
                break;
            case nameof(McpToolsOptions.MaxTools):
                options.MaxTools = (int)Math.Clamp(Number(setting), int.MinValue, int.MaxValue);
                break;
            case nameof(McpToolsOptions.BearerToken):
                options.BearerToken = setting.Value;
                break;
            case nameof(McpToolsOptions.BearerTokenFile):
                options.BearerTokenFile = setting.Value;
                break;
            case nameof(McpToolsOptions.Headers):
                foreach (var header in setting.GetChildren())
                {
                    options.Headers[header.Key] = header.Value ?? "";
                }

                break;
            default:
                throw new AgentConfigurationException($"{setting.Path} is not a setting; there are {string.Join(", ", Names)}.");
        }
    }

    private static void Check(string section, string name, McpToolsOptions options)
    {
        _ = options.Url ?? throw new AgentConfigurationException(
            $"{section}:Url is missing: it must be the address of the MCP server '{name}', for example https://{name}.example.com/mcp.");
        Address($"{section}:Url", options.Url.OriginalString);
        Positive($"{section}:Timeout", options.Timeout);
        Positive($"{section}:ConnectTimeout", options.ConnectTimeout);
        AtLeastOne($"{section}:MaxResponseBytes", options.MaxResponseBytes);
        AtLeastOne($"{section}:MaxTools", options.MaxTools);
        if ((options.BearerToken is { Length: > 0 } ? 1 : 0) + (options.BearerTokenFile is { Length: > 0 } ? 1 : 0) + (options.BearerTokenProvider is null ? 0 : 1) > 1)
        {
            throw new AgentConfigurationException($"{section} has more than one of BearerToken, BearerTokenFile and BearerTokenProvider; it must have one at most.");
        }

        HeaderRules.Check(section, options.Headers);
    }

    private static Uri Address(string setting, string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0 && address.Fragment.Length == 0
            ? address
            : throw new AgentConfigurationException($"{setting} must be an absolute http or https URL without a user name or a fragment, for example https://ledger.example.com/mcp.");

    private static TimeSpan Time(IConfigurationSection setting) => TimeSpan.TryParse(setting.Value, CultureInfo.InvariantCulture, out var time)
        ? time
        : throw new AgentConfigurationException($"{setting.Path} is '{setting.Value}'; it must be a time, for example 00:00:30.");

    private static long Number(IConfigurationSection setting) => long.TryParse(setting.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new AgentConfigurationException($"{setting.Path} is '{setting.Value}'; it must be a whole number.");

    private static void Positive(string setting, TimeSpan value)
    {
        // Timers count at most this many milliseconds.
        var longest = TimeSpan.FromMilliseconds(int.MaxValue);
        if (value <= TimeSpan.Zero || value > longest)
        {
            throw new AgentConfigurationException($"{setting} is {value:c}; it must be longer than 00:00:00 and at most {longest:c}.");
        }
    }

    private static void AtLeastOne(string setting, long value)
    {
        if (value < 1)
        {
            throw new AgentConfigurationException($"{setting} is {value}; it must be 1 or more.");
        }
    }
}
