using A2AAgent.Server.Commands.Manifests;

namespace A2AAgent.Tests.Hosting;

public sealed class KubernetesNameTests
{
    [Theory]
    [InlineData("Acme.Travel", "acme-travel")]
    [InlineData("ExpenseAgent", "expenseagent")]
    [InlineData("2nd_try", "agent-2nd-try")]
    [InlineData("--x--", "x")]
    [InlineData("Ägypten", "gypten")]
    [InlineData("", "agent")]
    public void A_name_is_made_as_the_template_makes_it(string name, string kubernetesName) => Assert.Equal(kubernetesName, KubernetesName.Of(name));

    [Fact]
    public void Nothing_is_longer_than_a_label_may_be() => Assert.Equal(new string('a', 62), KubernetesName.Of(new string('a', 62) + "-b"));

    [Theory]
    [InlineData("expense-agent", true)]
    [InlineData("Expense", false)]
    [InlineData("-a", false)]
    [InlineData("a--b", true)]
    [InlineData("a-", false)]
    [InlineData("1a", false)]
    [InlineData("", false)]
    public void Names_that_Kubernetes_would_refuse_are_known(string name, bool isValid) => Assert.Equal(isValid, KubernetesName.IsValid(name));
}
