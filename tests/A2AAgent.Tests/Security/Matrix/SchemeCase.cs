namespace A2AAgent.Tests.Security.Matrix;

/// <summary>A security scheme of the matrix: how an agent gets it, and credentials that it accepts and refuses.</summary>
internal sealed record SchemeCase(string Name, IReadOnlyList<(string Key, string Value)> Settings, IReadOnlyList<Credential> Credentials);

/// <summary>Something that a client may send.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Status">What it must be answered with: 200, 401 or 403.</param>
/// <param name="AddTo">Adds it to a request.</param>
internal sealed record Credential(string Name, int Status, Action<HttpRequestMessage> AddTo);
