using System.Diagnostics;
using A2AAgent.Protocol.Diagnostics;

namespace A2AAgent.Server.Diagnostics.Tracing;

/// <summary>The one source of the server's spans.</summary>
internal sealed class ServerSpans : IDisposable
{
    private readonly ActivitySource _source = new(TelemetryNames.Meter, typeof(ServerSpans).Assembly.GetName().Version?.ToString(3));

    /// <summary>False while nobody listens: nothing is to be made for spans then.</summary>
    public bool AreOn => _source.HasListeners();

    /// <summary>False within a call whose span the sampler has left out: whatever is below it is left out, too, and need not be asked for.</summary>
    public bool AreWanted => AreOn && !(Activity.Current is { IsAllDataRequested: false } current && IsOurs(current));

    /// <summary>The span of the call that is served here, when somebody wants to know about it.</summary>
    public Activity? Call => AreOn && Activity.Current is { IsAllDataRequested: true, Kind: ActivityKind.Server } current && IsOurs(current) ? current : null;

    /// <summary>Begins a span below the current one; null when nobody wants it.</summary>
    public Activity? Start(string name, ActivityKind kind) => _source.StartActivity(name, kind);

    /// <summary>Begins a span below one of elsewhere; one that has no parent when there is none.</summary>
    public Activity? Start(string name, ActivityKind kind, ActivityContext parent)
    {
        var around = Activity.Current;
        Activity.Current = null;
        var span = _source.StartActivity(name, kind, parent);
        if (span is null)
        {
            Activity.Current = around;
        }

        return span;
    }

    public void Dispose() => _source.Dispose();

    private bool IsOurs(Activity activity) => ReferenceEquals(activity.Source, _source);
}
