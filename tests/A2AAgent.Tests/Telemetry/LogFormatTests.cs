using System.Diagnostics;
using System.Text.Json;
using A2AAgent.Server.Diagnostics.Logs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace A2AAgent.Tests.Telemetry;

/// <summary>How the log looks on the console.</summary>
public sealed class LogFormatTests
{
    [Theory]
    [InlineData("DOTNET_RUNNING_IN_CONTAINER=true", false, "agent-json")]
    [InlineData("DOTNET_RUNNING_IN_CONTAINER=1", false, "agent-json")]
    [InlineData("KUBERNETES_SERVICE_HOST=10.0.0.1", false, "agent-json")]
    [InlineData("DOTNET_RUNNING_IN_CONTAINER=true", true, null)]
    [InlineData("DOTNET_RUNNING_IN_CONTAINER=false", false, null)]
    [InlineData("", false, null)]
    [InlineData("DOTNET_RUNNING_IN_CONTAINER=true;Logging:Console:FormatterName=simple", false, "simple")]
    [InlineData("Logging:Console:FormatterName=agent-json", true, "agent-json")]
    public void It_is_JSON_in_a_container_and_plain_elsewhere(string settings, bool isTerminal, string? format)
    {
        var configuration = Settings(settings);
        using var services = Services(configuration, isTerminal);

        Assert.Equal(format, services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName);
    }

    [Fact]
    public void A_line_is_an_object_with_trace_and_values()
    {
        using var activity = new Activity("work").SetIdFormat(ActivityIdFormat.W3C).Start();

        var line = Write(logger => logger.LogWarning(new EventId(7), new InvalidOperationException("bro\nken"), "Task {TaskId} has \"{Count}\" parts\nand \uD800", "t-1", 3));

        Assert.Equal("Warning", line.GetProperty("LogLevel").GetString());
        Assert.Equal(7, line.GetProperty("EventId").GetInt32());
        Assert.Equal("test", line.GetProperty("Category").GetString());
        Assert.Equal("Task t-1 has \"3\" parts\nand \uFFFD", line.GetProperty("Message").GetString());
        Assert.Contains("bro\nken", line.GetProperty("Exception").GetString(), StringComparison.Ordinal);
        Assert.Equal(activity.TraceId.ToHexString(), line.GetProperty("TraceId").GetString());
        Assert.Equal(activity.SpanId.ToHexString(), line.GetProperty("SpanId").GetString());
        Assert.Equal("t-1", line.GetProperty("State").GetProperty("TaskId").GetString());
        Assert.Equal(3, line.GetProperty("State").GetProperty("Count").GetInt32());
        Assert.InRange(line.GetProperty("Timestamp").GetDateTimeOffset(), TimeProvider.System.GetUtcNow().AddMinutes(-1), TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public void A_line_outside_of_every_trace_has_none()
    {
        Activity.Current = null;

        var line = Write(static logger => logger.LogInformation("Drained"));

        Assert.Equal(["Timestamp", "EventId", "LogLevel", "Category", "Message"], line.EnumerateObject().Select(static field => field.Name));
    }

    private static JsonElement Write(Action<ILogger> log)
    {
        using var output = new StringWriter();
        log(new FormattedLogger(new JsonLogFormatter(TimeProvider.System), output));
        var text = output.ToString();
        Assert.Equal(text.Length - 1, text.IndexOf('\n', StringComparison.Ordinal));
        return JsonElement.Parse(text);
    }

    private static ServiceProvider Services(IConfiguration configuration, bool isTerminal)
    {
        var services = new ServiceCollection();
        services.AddSingleton(configuration);
        services.AddSingleton(TimeProvider.System);
        services.AddLogging(logging => logging.AddConfiguration(configuration.GetSection("Logging")).AddConsole());
        LogFormat.Add(services, configuration, isTerminal);
        return services.BuildServiceProvider();
    }

    private static IConfiguration Settings(string settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(static setting => setting.Split('=')).Select(static pair => KeyValuePair.Create(pair[0], (string?)pair[1])))
        .Build();

    private sealed class FormattedLogger(ConsoleFormatter formatter, TextWriter output) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> format) =>
            formatter.Write(new LogEntry<TState>(logLevel, "test", eventId, state, exception, format), scopeProvider: null, output);
    }
}
