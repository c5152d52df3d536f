using System.Security.Cryptography;
using System.Text;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Security.Access;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace A2AAgent.Tests.Security.ApiKeys;

/// <summary>Keys come and go while the agent runs.</summary>
public sealed class ReloadTests : IDisposable
{
    private const string First = "first-0123456789abcdef";
    private const string Second = "second-0123456789abcdef";

    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task A_changed_file_of_keys_counts_without_a_restart()
    {
        await WriteAsync("one", First);
        await using var host = await StartAsync();
        Assert.True(await IsKnownAsync(host, First));
        Assert.False(await IsKnownAsync(host, Second));

        await WriteAsync("two", Second);
        await UntilAsync(() => IsKnownAsync(host, Second));

        Assert.False(await IsKnownAsync(host, First));
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_changes_nothing_and_is_logged_without_what_is_in_it()
    {
        await WriteAsync("one", First);
        await using var host = await StartAsync();

        await File.WriteAllTextAsync(_file, """{ "one": { "value": "second-0123456789abcdef", "sha256": "second-0123456789abcdef" } }""", TestContext.Current.CancellationToken);
        await UntilAsync(() => Task.FromResult(host.Logs.Entries.Any(static entry => entry.Level == Microsoft.Extensions.Logging.LogLevel.Error)));

        Assert.True(await IsKnownAsync(host, First));
        Assert.False(await IsKnownAsync(host, Second));
        Assert.DoesNotContain(host.Logs.Entries, static entry => $"{entry.Text} {entry.Exception}".Contains("0123456789abcdef", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_changed_configuration_counts_without_a_restart()
    {
        var source = new Changing { ["Agent:Security:Schemes:key:Keys:one:Value"] = First };
        await using var host = await AgentHost.StartAsync<GuardedAgent>(
            builder => ((IConfigurationBuilder)builder.Configuration).Add(source),
            ("Agent:Security:Schemes:badge:Keys:any:Value", Guarded.Badge));
        Assert.True(await IsKnownAsync(host, First));

        source.Change("Agent:Security:Schemes:key:Keys:one:Value", Second);

        // First: the connection has shown the old key and remembers it.
        Assert.False(await IsKnownAsync(host, First));
        Assert.True(await IsKnownAsync(host, Second));
        Assert.False(await IsKnownAsync(host, First));
    }

    [Fact]
    public async Task A_changed_configuration_with_a_typing_error_changes_nothing()
    {
        var source = new Changing { ["Agent:Security:Schemes:key:Keys:one:Value"] = First };
        await using var host = await AgentHost.StartAsync<GuardedAgent>(
            builder => ((IConfigurationBuilder)builder.Configuration).Add(source),
            ("Agent:Security:Schemes:badge:Keys:any:Value", Guarded.Badge));

        source.Change("Agent:Security:Schemes:key:Keys:one:Tenent", "acme");
        source.Change("Agent:Security:Schemes:key:Keys:one:Value", Second);

        Assert.True(await IsKnownAsync(host, First));
        Assert.False(await IsKnownAsync(host, Second));
        Assert.Contains(host.Logs.Entries, static entry => $"{entry.Exception}".Contains("Tenent", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keys_of_the_file_and_of_the_configuration_are_known_together()
    {
        await WriteAsync("one", First);
        await using var host = await StartAsync(("Agent:Security:Schemes:key:Keys:two:Value", Second));

        Assert.True(await IsKnownAsync(host, First));
        Assert.True(await IsKnownAsync(host, Second));
    }

    private Task<AgentHost> StartAsync(params (string Key, string Value)[] more) => AgentHost.StartAsync<GuardedAgent>(configure: null,
    [
        ("Agent:Security:Schemes:key:KeysFile", _file), ("Agent:Security:ReloadInterval", "00:00:00.02"),
        ("Agent:Security:Schemes:badge:Keys:any:Value", Guarded.Badge), .. more,
    ]);

    private Task WriteAsync(string name, string key)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        return File.WriteAllTextAsync(_file, $$"""{ "{{name}}": { "sha256": "{{hash}}", "scopes": ["a"] } }""", TestContext.Current.CancellationToken);
    }

    private static async Task<bool> IsKnownAsync(AgentHost host, string key)
    {
        try
        {
            await new JsonRpcClient(host).CallAsync("ListTasks", headers: Guarded.As(key));
            return true;
        }
        catch (BindingError refused) when (refused.Reason == "UNAUTHENTICATED")
        {
            return false;
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A source of configuration that changes as a file does.</summary>
    private sealed class Changing : MemoryConfigurationSource, IConfigurationSource
    {
        private readonly Dictionary<string, string?> _values = [];
        private Provider? _provider;

        public string this[string key]
        {
            set => _values[key] = value;
        }

        IConfigurationProvider IConfigurationSource.Build(IConfigurationBuilder builder) => _provider = new Provider(_values);

        public void Change(string key, string value) => _provider!.Change(key, value);

        private sealed class Provider : ConfigurationProvider
        {
            public Provider(Dictionary<string, string?> values) => Data = new Dictionary<string, string?>(values, StringComparer.OrdinalIgnoreCase);

            public void Change(string key, string value)
            {
                Data[key] = value;
                OnReload();
            }
        }
    }
}
