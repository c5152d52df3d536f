namespace A2AAgent.Load.Client;

/// <summary>One way to make the call that is measured.</summary>
internal interface IExchange
{
    /// <summary>Makes it once; a wrong answer ends the measurement.</summary>
    Task CallAsync();
}
