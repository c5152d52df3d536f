namespace A2AAgent.Server.Push.Delivery;

/// <summary>Deliveries to one webhook, one after the other.</summary>
internal interface IDeliveryRun
{
    /// <summary>Delivers until nothing is left, or the process ends.</summary>
    Task RunAsync();
}
