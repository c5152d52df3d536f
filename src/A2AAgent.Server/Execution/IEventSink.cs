using A2AAgent.Protocol;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Execution;

/// <summary>Hears of every event of every task, once it is recorded.</summary>
internal interface IEventSink
{
    /// <summary>Neither waits nor throws: the task goes on whatever happens here.</summary>
    void Publish(TaskKey key, StreamEvent change, long version);
}
