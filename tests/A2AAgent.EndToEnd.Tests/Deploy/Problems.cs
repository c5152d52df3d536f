namespace A2AAgent.EndToEnd.Tests.Deploy;

/// <summary>A rule that every combination has to follow.</summary>
internal static class Problems
{
    /// <summary>Fails the test with everything that the rule finds, and with the name of the first combination that has it.</summary>
    public static void AssertNone(IEnumerable<ManifestSet> sets, Func<ManifestSet, IEnumerable<string>> rule)
    {
        var found = sets.SelectMany(set => rule(set).Select(problem => (set.Name, Problem: problem))).DistinctBy(static one => one.Problem);
        Assert.Empty(found.Select(static one => $"{one.Name}: {one.Problem}"));
    }
}
