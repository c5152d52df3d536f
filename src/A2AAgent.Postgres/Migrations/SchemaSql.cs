using System.Globalization;
using System.Text;

namespace A2AAgent.Postgres.Migrations;

/// <summary>The statements that keep a schema's version, and the script of all that is in it.</summary>
internal static class SchemaSql
{
    public static string CreateVersions(string schema) => $"""
        create table "{schema}".schema_versions
        (version int primary key, compatible_since int not null, name text not null, applied_at timestamptz not null)
        """;

    public static string Record(string schema, Migration step) => string.Create(CultureInfo.InvariantCulture, $"""
        insert into "{schema}".schema_versions (version, compatible_since, name, applied_at)
        values ({step.Version}, {step.CompatibleSince}, '{step.Name}', now())
        """);

    /// <summary>Everything from an empty database on, in one transaction.</summary>
    public static string Script(string schema, IReadOnlyList<Migration> migrations)
    {
        var script = new StringBuilder($"""
            begin;
            create schema if not exists "{schema}";
            {CreateVersions(schema)};
            set local search_path to "{schema}";

            """);
        foreach (var step in migrations)
        {
            script.Append('\n').Append(step.ReadSql().TrimEnd()).Append("\n\n").Append(Record(schema, step)).Append(";\n");
        }

        return script.Append("commit;").ToString();
    }
}
