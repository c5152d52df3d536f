namespace A2AAgent.Server.Hosting;

/// <summary>
/// Something without which the agent cannot do its work. While one registered in the services has a problem, <c>/health/ready</c> on the
/// management port answers 503, and the replica gets no new requests.
/// </summary>
public interface IReadiness
{
    /// <summary>
    /// What is wrong now, in a sentence without secrets, or null when nothing is. Answered at once, from what is known: probes come every
    /// second.
    /// </summary>
    string? Problem { get; }
}
