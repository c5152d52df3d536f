using System.Diagnostics;

namespace A2AAgent.Server.Push.Delivery;

/// <summary>The activity that is under way, for those who hear of it later.</summary>
internal static class TraceParent
{
    /// <summary>As the header <c>traceparent</c> of W3C Trace Context; null without one.</summary>
    public static string? Current => Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;
}
