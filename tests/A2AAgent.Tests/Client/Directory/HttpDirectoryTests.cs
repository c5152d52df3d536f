using A2AAgent.Client.Directory;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Client.Directory;

public sealed class HttpDirectoryTests
{
    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Agents_are_asked_for_by_what_they_must_have()
    {
        string? query = null;
        await using var server = await StartAsync(http =>
        {
            query = http.Request.QueryString.Value;
            return """{"agents":[{"name":"compliance","url":"https://compliance.example.com","skills":["validate"],"tags":["finance"],"later":1}],"next":null}""";
        });

        var found = await new HttpAgentDirectory(server.Url).FindAsync(new AgentQuery { Skill = "validate & more", Tag = "finance" }, Timeout);

        Assert.Equal("?skill=validate%20%26%20more&tag=finance", query);
        var entry = Assert.Single(found);
        Assert.Equal(("compliance", "https://compliance.example.com/", "validate", "finance"), (entry.Name, entry.Address.Url.AbsoluteUri, entry.Skills[0], entry.Tags[0]));
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("""{"agents":[{"name":"x"}]}""")]
    [InlineData("""{"agents":[{"name":"x","url":"ftp://x"}]}""")]
    public async Task An_answer_that_is_none_is_an_error_that_names_the_directory(string answer)
    {
        await using var server = await StartAsync(_ => answer);

        var failure = await Assert.ThrowsAsync<AgentDirectoryException>(async () => await new HttpAgentDirectory(server.Url).FindAsync(new AgentQuery(), Timeout));

        Assert.Contains(server.Url.AbsoluteUri, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_that_is_down_is_an_error()
    {
        var failure = await Assert.ThrowsAsync<AgentDirectoryException>(async () => await new HttpAgentDirectory(new Uri("http://127.0.0.1:9")).FindAsync(new AgentQuery(), Timeout));

        Assert.Contains("cannot be asked", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<Server> StartAsync(Func<HttpContext, string> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Run(http => http.Response.WriteAsync(answer(http), http.RequestAborted));
        await app.StartAsync(Timeout);
        return new Server(app);
    }

    private sealed class Server(WebApplication app) : IAsyncDisposable
    {
        public Uri Url { get; } = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
