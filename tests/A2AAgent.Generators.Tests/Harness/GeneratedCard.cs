using System.Runtime.Loader;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Generators.Tests.Harness;

/// <summary>Loads a compiled agent and reads its card as the runtime does.</summary>
internal static class GeneratedCard
{
    /// <summary>Add this to the sources of an agent called Acme.TestAgent.</summary>
    public const string Reader = """
        public static class TestCard
        {
            public static byte[] Read() => Read<Acme.TestAgent>();
            private static byte[] Read<TAgent>() where TAgent : class, IAgent<TAgent> => TAgent.Card.ToArray();
        }
        """;

    public static async Task<AgentCard> ReadAsync(string agent)
    {
        var project = await AgentProject.BuildAsync(agent, Reader);
        Assert.Empty(project.Complaints);
        using var image = new MemoryStream();
        Assert.True(project.Compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        image.Position = 0;
        var context = new AssemblyLoadContext("TestAgent", isCollectible: true);
        var json = (byte[])context.LoadFromStream(image).GetType("TestCard")!.GetMethod("Read")!.Invoke(null, null)!;
        context.Unload();
        return ProtocolJson.FromUtf8(json, ProtocolJson.Context.AgentCard);
    }
}
