using System.Text.Json;

namespace A2AAgent.EndToEnd.Tests.Image;

/// <summary>What an image says about how to run it.</summary>
internal sealed class ImageConfiguration(JsonElement config)
{
    public string User => config.GetProperty(nameof(User)).GetString()!;

    public string WorkingFolder => config.GetProperty("WorkingDir").GetString()!.TrimEnd('/');

    public IReadOnlyList<string> Entrypoint => [.. config.GetProperty(nameof(Entrypoint)).EnumerateArray().Select(static one => one.GetString()!)];

    public IReadOnlyList<string> Ports => [.. config.GetProperty("ExposedPorts").EnumerateObject().Select(static one => one.Name).Order(StringComparer.Ordinal)];

    public IReadOnlyDictionary<string, string> Environment => config.GetProperty("Env").EnumerateArray()
        .Select(static one => one.GetString()!.Split('=', 2)).ToDictionary(static one => one[0], static one => one[1]);

    public IReadOnlyDictionary<string, string> Labels => config.GetProperty(nameof(Labels)).EnumerateObject()
        .ToDictionary(static one => one.Name, static one => one.Value.GetString()!);

    public static async Task<ImageConfiguration> ReadAsync(Stream json, CancellationToken cancellationToken) =>
        new((await JsonDocument.ParseAsync(json, cancellationToken: cancellationToken)).RootElement.GetProperty("config"));
}
