using A2AAgent.EndToEnd.Tests.Agents;
using A2AAgent.EndToEnd.Tests.Exchanges;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests;

public sealed class InPlaceAgentTests(InPlaceAgent agent) : ExchangeContract, IClassFixture<InPlaceAgent>
{
    private protected override Task<RunningAgent> AgentAsync() => agent.Running;
}
