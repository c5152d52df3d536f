using System.Diagnostics.Metrics;
using A2AAgent.Protocol.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Server.Diagnostics.Metrics;

/// <summary>What is measured of the Agent Card.</summary>
internal sealed class CardMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _requests = meters.Create(TelemetryNames.Meter).CreateCounter<long>(
        TelemetryNames.CardRequests, "{request}", "Requests for the Agent Card, by whether the client had it already");

    public void Answered(int status) => _requests.Add(1, new KeyValuePair<string, object?>(
        TelemetryNames.CardResult, status == StatusCodes.Status304NotModified ? "not_modified" : "full"));
}
