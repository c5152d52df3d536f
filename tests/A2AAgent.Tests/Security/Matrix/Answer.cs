namespace A2AAgent.Tests.Security.Matrix;

/// <summary>How a call ended, in terms that the bindings have in common.</summary>
/// <param name="Status">The HTTP status that the error table has for it: 200 for success, whatever the transport says.</param>
/// <param name="Challenges">What the answer says about how to authenticate.</param>
/// <param name="Body">Everything that the client gets to read.</param>
internal sealed record Answer(int Status, IReadOnlyList<string> Challenges, string Body);
