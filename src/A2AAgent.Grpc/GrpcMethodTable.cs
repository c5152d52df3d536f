namespace A2AAgent.Grpc;

/// <summary>Finds the method of a name in the agent's gRPC service; null when there is none. The generator writes it as a switch.</summary>
/// <param name="name">The last segment of the path, for example <c>SendMessage</c>.</param>
public delegate GrpcMethod? GrpcMethodTable(ReadOnlySpan<char> name);
