using A2AAgent.Protocol;

namespace A2AAgent.Tests.Client.BadPeers;

internal static class Failures
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The failure of a call, which must come in time and name the agent.</summary>
    public static async Task<RemoteAgentException> OfAsync(Func<Task> call)
    {
        var failure = await Assert.ThrowsAsync<RemoteAgentException>(() => call().WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.Equal(Clients.Name, failure.Agent);
        Assert.NotEmpty(failure.Operation);
        Assert.NotEmpty(failure.Problem);
        return failure;
    }
}
