using System.Reflection;

namespace A2AAgent.EndToEnd.Tests.Tools;

/// <summary>Where this was built from, and how.</summary>
internal static class Repository
{
    public static string Root => Metadata("RepositoryRoot");

    public static string Configuration => Metadata("Configuration");

    /// <summary>Empty unless everything was built with <c>--artifacts-path</c>.</summary>
    public static string ArtifactsPath => Metadata("ArtifactsPath");

    public static string PathOf(params IEnumerable<string> parts) => Path.Combine([Root, .. parts]);

    private static string Metadata(string key) => typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value ?? "";
}
