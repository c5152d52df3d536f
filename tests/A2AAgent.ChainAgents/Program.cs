using A2AAgent.ChainAgents;

// One binary for the processes of the chain: each is one of them.
var running = args is [var role, ..] ? role switch
{
    "desk" => Agents.RunDeskAsync(args),
    "compliance" => Agents.RunComplianceAsync(args),
    "risk" => Agents.RunRiskAsync(args),
    _ => Caller.RunAsync(),
} : Caller.RunAsync();
await running;
