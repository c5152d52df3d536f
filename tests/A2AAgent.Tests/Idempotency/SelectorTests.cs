using A2AAgent.Protocol;
using A2AAgent.Server;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Idempotency;

/// <summary>Skills that are chosen by something that does not choose the same twice.</summary>
public sealed class SelectorTests
{
    private readonly Runs _runs = new();

    [Theory]
    [InlineData("echo", "reply", false)]
    [InlineData("echo", "reply", true)]
    [InlineData("reply", "echo", false)]
    [InlineData("reply", "echo", true)]
    public async Task Who_chooses_skills_is_not_asked_again_for_a_repeated_message(string first, string then, bool postgres)
    {
        var selector = new Fickle(first, then);
        await using var database = await SharedPostgres.NewAsync();
        await using var host = await StartAsync(selector, postgres ? database : null);
        var client = new JsonRpcClient(host);
        var message = Sends.Parts("m", [new { text = "x" }], metadata: new { });

        var sent = await client.CallAsync("SendMessage", message, IdempotencyContract.As(OnceAgent.Alice));
        var again = await client.CallAsync("SendMessage", message, IdempotencyContract.As(OnceAgent.Alice));

        Assert.Equal(sent.GetRawText(), again.GetRawText());
        Assert.Equal(1, selector.Asked);
        Assert.Equal(1, _runs.Number);
    }

    private Task<AgentHost> StartAsync(Fickle selector, Database? database)
    {
        void Configure(WebApplicationBuilder builder) => builder.Services.AddSingleton(_runs).AddSingleton<ISkillSelector>(selector);
        return database is not null
            ? Replica.StartAsync<ChoosyAgent>(database, Configure)
            : AgentHost.StartAsync<ChoosyAgent>(Configure, [.. OnceAgent.Keys, ("Agent:Tasks:Idempotency", "true")]);
    }

    /// <summary>Has the skill that it is said to have, first one, then the other.</summary>
    private sealed class Fickle(string first, string then) : ISkillSelector
    {
        public int Asked { get; private set; }

        public ValueTask<string?> SelectAsync(Message message, AgentTask? task, CancellationToken cancellationToken) =>
            ValueTask.FromResult<string?>(Asked++ == 0 ? first : then);
    }
}
