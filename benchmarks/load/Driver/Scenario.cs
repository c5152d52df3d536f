namespace A2AAgent.Load.Driver;

/// <summary>One kind of request: how it is sent, once and all the time, and what its answer has to be to be right. The floor finds the answer as <c>Reply</c>.</summary>
internal abstract record Scenario(string Name, string Reply)
{
    protected const string Text = "The quick brown fox jumps over the lazy dog";
    protected const string MessageId = "0199a2b4-6a3c-7f52-9d0e-5b7c1e2f3a4d";

    /// <summary>Sends it once; an answer that is not right ends the measurement.</summary>
    public abstract Task<Answer> AskAsync(Server server);

    /// <summary>Sends it all the time.</summary>
    public abstract Task<LoadResult> DriveAsync(Server server, Cores cores, int connections, int seconds);
}

/// <summary>A right answer: what the floor will say, and how many bytes the tool counts for it.</summary>
internal sealed record Answer(byte[] Body, int Counted);
