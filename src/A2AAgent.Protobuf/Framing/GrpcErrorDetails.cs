using A2AAgent.Protobuf.Rpc;
using A2AAgent.Protocol;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace A2AAgent.Protobuf.Framing;

/// <summary>Failures as the <c>google.rpc.Status</c> of <c>grpc-status-details-bin</c> (specification, section 10.6).</summary>
internal static class GrpcErrorDetails
{
    private const string TypePrefix = "type.googleapis.com/google.rpc.";

    /// <summary>Trailers are limited; the first violations are enough to act on.</summary>
    private const int MostViolations = 16;

    /// <summary>The value of the trailer; null when the failure has no details.</summary>
    public static string? Write(AgentException failure)
    {
        if (!ErrorDetails.Any(failure))
        {
            return null;
        }

        var status = new Status { Code = (int)failure.Error.GrpcStatus, Message = failure.Message };
        if (failure.Error.IsProtocolError)
        {
            status.Details.Add(Pack(nameof(ErrorInfo), Info(failure)));
        }

        if (failure.Violations.Count > 0)
        {
            status.Details.Add(Pack(nameof(BadRequest), Violations(failure)));
        }

        return Convert.ToBase64String(status.ToByteArray()).TrimEnd('=');
    }

    private static ErrorInfo Info(AgentException failure)
    {
        var info = new ErrorInfo { Reason = failure.Error.Reason, Domain = ErrorDetails.Domain };
        foreach (var (name, value) in failure.Facts)
        {
            info.Metadata[name] = value;
        }

        return info;
    }

    private static BadRequest Violations(AgentException failure)
    {
        var request = new BadRequest();
        foreach (var violation in failure.Violations.Take(MostViolations))
        {
            request.FieldViolations.Add(new BadRequest.Types.FieldViolation { Field = violation.Field, Description = violation.Description });
        }

        return request;
    }

    // Not Any.Pack, which finds the name by descriptor.
    private static Any Pack(string name, IMessage message) => new() { TypeUrl = TypePrefix + name, Value = message.ToByteString() };
}
