using A2AAgent.Server.Operations.Idempotency;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Tests.Idempotency;

public sealed class SendIdentityTests
{
    [Fact]
    public void A_message_has_one_identifier_for_its_task_on_every_replica_and_version_of_the_agent()
    {
        var id = SendIdentity.TaskId(new TaskScope("acme", "key|alice"), "m-1");

        // Replicas of two versions run side by side during an update: the identifier must not change with the code.
        Assert.Equal("171ca1b0-d8ec-848f-a552-0033cc53b222", id);
        Assert.Equal('8', id[14]);
        Assert.Contains(id[19], "89ab");
    }

    [Fact]
    public void Whose_the_message_is_and_where_each_name_ends_counts()
    {
        var ids = new[] { ("a", "b", "c"), ("b", "a", "c"), ("ab", "", "c"), ("", "ab", "c"), ("a", "bc", ""), ("a", "", "bc"), ("A", "b", "c"), ("a", "b", "ç") }
            .Select(static name => SendIdentity.TaskId(new TaskScope(name.Item1, name.Item2), name.Item3));

        Assert.Equal(8, ids.Distinct().Count());
    }
}
