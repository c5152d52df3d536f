namespace A2AAgent.Server.Push.Delivery;

/// <summary>An event as it is sent.</summary>
/// <param name="Sequence">Its number in its task.</param>
/// <param name="Json">The body of the request.</param>
/// <param name="TraceParent">The activity that it belongs to, as the header <c>traceparent</c> of W3C Trace Context, or null.</param>
internal sealed record PushNotification(long Sequence, ReadOnlyMemory<byte> Json, string? TraceParent);
