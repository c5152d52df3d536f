using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace A2AAgent.Generators.Tests.Harness;

/// <summary>Makes compilations of an agent's project: net10.0, ASP.NET Core, implicit usings, nullable.</summary>
internal static class Compilations
{
    /// <summary>C# 13: what net9.0 gives, the oldest that agents can target.</summary>
    public static readonly CSharpParseOptions ParseOptions = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp13);

    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Runtime.CompilerServices;
        global using System.Text.Json;
        global using System.Text.Json.Serialization;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using A2AAgent.Protocol;
        global using A2AAgent.Server;
        """;

    public static CSharpCompilationOptions Options { get; } = new(
        OutputKind.DynamicallyLinkedLibrary,
        nullableContextOptions: NullableContextOptions.Enable,
        allowUnsafe: true);

    public static ImmutableArray<MetadataReference> References { get; } = FindReferences();

    // Compilations that grow out of one another share what they know about their references.
    private static CSharpCompilation Base { get; } = CSharpCompilation.Create("Tests.Agent", [Parse(ImplicitUsings, "Usings.cs")], References, Options);

    public static CSharpCompilation Of(params string[] sources) =>
        Base.AddSyntaxTrees(sources.Select((source, index) => Parse(source, $"Source{index}.cs")));

    public static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, ParseOptions, path);

    private static ImmutableArray<MetadataReference> FindReferences()
    {
        var paths = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var aspNetCore = Path.GetDirectoryName(typeof(Microsoft.AspNetCore.Http.HttpContext).Assembly.Location)!;
        return
        [
            .. paths
                .Where(path => Path.GetDirectoryName(path) == framework || Path.GetDirectoryName(path) == aspNetCore || IsRuntime(path))
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
    }

    private static bool IsRuntime(string path) => Path.GetFileName(path) is "A2AAgent.Protocol.dll" or "A2AAgent.Server.dll";
}
