namespace A2AAgent.EndToEnd.Tests.Exchanges;

public enum Binding
{
    JsonRpc,
    HttpJson,
}
