namespace A2AAgent.Server.Bindings.JsonRpc;

/// <summary>Finds the JSON-RPC method of a name; null when there is none. The generator writes it as a switch.</summary>
/// <param name="name">The value of <c>method</c>.</param>
public delegate JsonRpcMethod? JsonRpcMethodTable(ReadOnlySpan<char> name);
