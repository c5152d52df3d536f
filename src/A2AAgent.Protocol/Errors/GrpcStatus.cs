namespace A2AAgent.Protocol;

/// <summary>The gRPC status codes; also the <c>status</c> of an HTTP+JSON error.</summary>
public enum GrpcStatus
{
    /// <summary>Success.</summary>
    Ok = 0,

    /// <summary>The caller canceled.</summary>
    Canceled = 1,

    /// <summary>Unknown.</summary>
    Unknown = 2,

    /// <summary>The request is wrong whatever the state of the system.</summary>
    InvalidArgument = 3,

    /// <summary>The deadline passed.</summary>
    DeadlineExceeded = 4,

    /// <summary>No such thing.</summary>
    NotFound = 5,

    /// <summary>It exists already.</summary>
    AlreadyExists = 6,

    /// <summary>The caller may not.</summary>
    PermissionDenied = 7,

    /// <summary>A limit is reached.</summary>
    ResourceExhausted = 8,

    /// <summary>The system is not in the state that the request needs.</summary>
    FailedPrecondition = 9,

    /// <summary>A concurrency conflict.</summary>
    Aborted = 10,

    /// <summary>Out of range.</summary>
    OutOfRange = 11,

    /// <summary>No such method.</summary>
    Unimplemented = 12,

    /// <summary>A fault of the server.</summary>
    Internal = 13,

    /// <summary>Not available now; retry.</summary>
    Unavailable = 14,

    /// <summary>Data was lost.</summary>
    DataLoss = 15,

    /// <summary>The caller is not known.</summary>
    Unauthenticated = 16,
}

/// <summary>The names of the gRPC status codes as they stand on the wire.</summary>
public static class GrpcStatuses
{
    private static readonly string[] Names =
    [
        "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED",
        "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS",
        "UNAUTHENTICATED",
    ];

    /// <summary>The name, for example <c>NOT_FOUND</c>.</summary>
    public static string ToWireName(this GrpcStatus status) => Names[(int)status];

    /// <summary>The code of a name; null for one that is none.</summary>
    internal static GrpcStatus? Find(string name) => Array.IndexOf(Names, name) is >= 0 and var code ? (GrpcStatus)code : null;
}
