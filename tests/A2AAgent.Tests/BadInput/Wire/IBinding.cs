using System.Text;

namespace A2AAgent.Tests.BadInput.Wire;

/// <summary>How a binding puts the record of a SendMessage request on the wire, so that one suite of bad records serves all.</summary>
internal interface IBinding
{
    /// <summary>The body that carries a record.</summary>
    byte[] Body(string record);

    /// <summary>The path that takes such a body.</summary>
    string Target { get; }

    /// <summary>Checks the answer to such a body by the binding's rules; null when the call succeeded.</summary>
    Refusal? Read(Answer answer);
}

internal sealed class JsonRpcOnWire : IBinding
{
    public string Target => "/";

    public byte[] Body(string record) => Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":7,"method":"SendMessage","params":{{record}}}""");

    public Refusal? Read(Answer answer)
    {
        // Whether the id can be known depends on where the body is broken; the rules for that have tests of their own.
        var known = answer.Json.GetProperty("id").GetRawText() == "7";
        return AnswerRules.JsonRpc(answer, known ? "7" : "null");
    }
}

internal sealed class HttpJsonOnWire : IBinding
{
    public string Target => "/message:send";

    public byte[] Body(string record) => Encoding.UTF8.GetBytes(record);

    public Refusal? Read(Answer answer) => AnswerRules.Rest(answer);
}
