namespace A2AAgent.Tests.Cards.Extended;

/// <summary>A file for <c>Agent:Card:Extended:File</c>, gone when disposed.</summary>
internal sealed class CardFile : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public CardFile(string json) => Write(json);

    public (string Key, string Value) Setting => ("Agent:Card:Extended:File", _path);

    public void Write(string json) => File.WriteAllText(_path, json);

    public void Dispose() => File.Delete(_path);
}
