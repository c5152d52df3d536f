using A2AAgent.Server.Execution;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Tests.Limits;

public sealed class RunningPerOwnerTests
{
    [Fact]
    public void Naming_another_tenant_does_not_give_an_owner_another_share()
    {
        var running = new RunningPerOwner(limit: 1);

        Assert.True(running.TryBegin(new TaskScope("acme", "key|alice")));
        Assert.False(running.TryBegin(new TaskScope("globex", "key|alice")));
        Assert.True(running.TryBegin(new TaskScope("globex", "key|bob")));

        running.Ended(new TaskScope("acme", "key|alice"));
        Assert.True(running.TryBegin(new TaskScope("globex", "key|alice")));
    }
}
