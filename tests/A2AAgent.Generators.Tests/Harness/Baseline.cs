using System.Text;

namespace A2AAgent.Generators.Tests.Harness;

/// <summary>Compares generated files with the ones in Baselines/; UPDATE_BASELINES=1 writes them instead.</summary>
internal static class Baseline
{
    private static bool IsUpdate => Environment.GetEnvironmentVariable("UPDATE_BASELINES") == "1";

    public static void Check(string folder, IReadOnlyDictionary<string, string> files)
    {
        var directory = Path.Combine(Built.Baselines, folder);
        if (IsUpdate)
        {
            Write(directory, files);
        }

        var expected = Directory.GetFiles(directory, "*.cs").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal);
        Assert.Equal(expected, files.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, text) in files)
        {
            var difference = Difference(File.ReadAllText(Path.Combine(directory, $"{name}.cs")), text);
            Assert.True(difference.Length == 0, $"{folder}/{name}.cs differs (UPDATE_BASELINES=1 accepts):\n{difference}");
        }
    }

    private static void Write(string directory, IReadOnlyDictionary<string, string> files)
    {
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }

        Directory.CreateDirectory(directory);
        foreach (var (name, text) in files)
        {
            File.WriteAllText(Path.Combine(directory, $"{name}.cs"), text);
        }
    }

    /// <summary>The lines that differ after those at both ends that do not.</summary>
    private static string Difference(string expected, string actual)
    {
        var (before, after) = (expected.ReplaceLineEndings("\n").Split('\n'), actual.Split('\n'));
        var start = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        var most = Math.Min(before.Length, after.Length) - start;
        var end = before.Reverse().Zip(after.Reverse()).Take(most).TakeWhile(pair => pair.First == pair.Second).Count();
        var text = new StringBuilder();
        foreach (var line in before[start..^end])
        {
            text.Append("- ").AppendLine(line);
        }

        foreach (var line in after[start..^end])
        {
            text.Append("+ ").AppendLine(line);
        }

        return text.ToString();
    }
}
