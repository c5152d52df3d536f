using System.Globalization;

namespace A2AAgent.Postgres.Migrations;

/// <summary>A step from one version of the schema to the next.</summary>
/// <param name="Version">The version that it leads to, from 1.</param>
/// <param name="CompatibleSince">The oldest version whose agents can work with the schema after it.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Sql">The statements; null for those of the resource of that version and name.</param>
internal sealed record Migration(int Version, int CompatibleSince, string Name, string? Sql = null)
{
    /// <summary>
    /// Every migration, in order. A step that agents of the version before can live with names that version or an older one: during a
    /// rolling update both run.
    /// </summary>
    public static IReadOnlyList<Migration> All { get; } =
    [
        new(1, CompatibleSince: 1, "tasks"),
        new(2, CompatibleSince: 1, "traces"),
    ];

    /// <summary>The version that this code works with.</summary>
    public static int Newest => All[^1].Version;

    /// <summary>The statements.</summary>
    public string ReadSql() => Sql ?? ReadResource();

    private string ReadResource()
    {
        var resource = string.Create(CultureInfo.InvariantCulture, $"{Version:0000}-{Name}");
        using var stream = typeof(Migration).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The migration {resource} is not among the resources of {typeof(Migration).Assembly.GetName().Name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
