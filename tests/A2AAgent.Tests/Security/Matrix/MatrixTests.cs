using System.Globalization;
using System.Text;
using A2AAgent.Tests.Agents;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Security.Matrix;

/// <summary>Every scheme on every binding with every credential; the table is in the output of the test and attached to its result.</summary>
public sealed class MatrixTests(ITestOutputHelper output)
{
    private static readonly IReadOnlyList<SchemeCase> Cases = [.. ApiKeyCases.All];

    public static TheoryData<string> Names => [.. Cases.Select(static scheme => scheme.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_credential_means_the_same_on_every_binding(string name) => CheckAsync(Cases.Single(scheme => scheme.Name == name), output);

    internal static async Task CheckAsync(SchemeCase scheme, ITestOutputHelper output)
    {
        await using var host = await AgentHost.StartAsync<ScriptedAgent>(configure: null, [("Agent:Compatibility:V03", "true"), .. scheme.Settings]);
        var table = new StringBuilder();
        var wrong = new List<string>();
        Row(table, $"{scheme.Name}: credential", [.. SecureBinding.All.Select(static binding => binding.Name)]);
        foreach (var credential in scheme.Credentials)
        {
            var answers = new List<string>();
            foreach (var binding in SecureBinding.All)
            {
                var answer = await binding.CallAsync(host, "SendMessage", TestJson.Text("echo", "hello"), credential.AddTo);
                answers.Add(answer.Status.ToString(CultureInfo.InvariantCulture));
                wrong.AddRange(Faults(credential, answer).Select(fault => $"{credential.Name} on {binding.Name}: {fault}"));
            }

            Row(table, credential.Name, answers);
        }

        output.WriteLine(table.ToString());
        TestContext.Current.AddAttachment($"{scheme.Name}.txt", table.ToString());
        Assert.Empty(wrong);
    }

    private static IEnumerable<string> Faults(Credential credential, Answer answer)
    {
        if (answer.Status != credential.Status)
        {
            yield return $"{answer.Status} instead of {credential.Status}: {answer.Body}";
        }

        if (answer.Status == 401 && answer.Challenges.Count == 0)
        {
            yield return "401 without WWW-Authenticate";
        }

        if (answer.Status == 403 && !answer.Body.Contains("tasks", StringComparison.Ordinal))
        {
            yield return $"403 does not name the scope: {answer.Body}";
        }
    }

    private static void Row(StringBuilder table, string first, IReadOnlyList<string> others)
    {
        table.Append(CultureInfo.InvariantCulture, $"{first,-45}");
        foreach (var other in others)
        {
            table.Append(CultureInfo.InvariantCulture, $"{other,-18}");
        }

        table.AppendLine();
    }
}
