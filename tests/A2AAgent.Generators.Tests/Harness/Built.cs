using System.Reflection;

namespace A2AAgent.Generators.Tests.Harness;

/// <summary>What the project file says about the machine that built the tests.</summary>
internal static class Built
{
    public static string JsonGenerator { get; } = Value("JsonGenerator");

    public static string Baselines { get; } = Value("Baselines");

    public static string DiagnosticPages { get; } = Value("DiagnosticPages");

    private static string Value(string key) => typeof(Built).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key)
        .Value!;
}
