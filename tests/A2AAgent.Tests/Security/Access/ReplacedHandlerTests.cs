using System.Security.Claims;
using System.Text.Encodings.Web;
using A2AAgent.Protocol;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Security.Matrix;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace A2AAgent.Tests.Security.Access;

/// <summary>An application's own authentication handler under the name of a scheme takes the place of the agent's.</summary>
public sealed class ReplacedHandlerTests
{
    /// <summary>No keys: the agent's own handler would not start.</summary>
    private static readonly (string Key, string Value)[] WithoutKeys = [("Agent:Security:Schemes:badge:Keys:any:Value", Guarded.Badge)];

    [Fact]
    public async Task It_authenticates_on_every_binding_with_its_claims_in_the_terms_of_the_agent()
    {
        await using var host = await StartAsync();
        foreach (var binding in SecureBinding.Current)
        {
            Assert.Equal(401, (await binding.CallAsync(host, "SendMessage", TestJson.Text("approve", ""))).Status);
            Assert.Equal(401, (await binding.CallAsync(host, "SendMessage", TestJson.Text("approve", ""), Token("wrong"))).Status);
            Assert.Equal(403, (await binding.CallAsync(host, "SendMessage", TestJson.Text("approve", ""), Token("erin"))).Status);
            Assert.Equal(200, (await binding.CallAsync(host, "SendMessage", TestJson.Text("approve", ""), Token("frank expenses.read expenses.approve"))).Status);
        }
    }

    [Fact]
    public async Task Its_callers_own_their_tasks_and_have_their_tenant()
    {
        await using var host = await StartAsync();
        var client = new JsonRpcClient(host);

        var sent = await client.CallAsync("SendMessage", TestJson.Text("who", ""), Guarded.As(Token("erin")));
        var id = sent.GetProperty("task").GetProperty("id").GetString();

        Assert.Equal("key:erin", Guarded.Text(sent.GetProperty("task")));
        await client.CallAsync("GetTask", new { id, tenant = "from-handler" }, Guarded.As(Token("erin")));
        Assert.Equal("TASK_NOT_FOUND", (await Assert.ThrowsAsync<BindingError>(() => client.CallAsync("GetTask", new { id }, Guarded.As(Token("frank"))))).Reason);
        Assert.Equal("PERMISSION_DENIED", (await Assert.ThrowsAsync<BindingError>(() => client.CallAsync("GetTask", new { id, tenant = "acme" }, Guarded.As(Token("erin"))))).Reason);
    }

    [Fact]
    public async Task What_it_says_of_a_failure_does_not_reach_the_caller()
    {
        await using var host = await StartAsync();

        var answer = await SecureBinding.Current[0].CallAsync(host, "ListTasks", new { }, Token("wrong"));

        Assert.DoesNotContain("hunter2", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_that_throws_lets_nobody_in()
    {
        await using var host = await StartAsync();

        Assert.Equal(500, (await SecureBinding.Current[1].CallAsync(host, "ListTasks", new { }, Token("throw"))).Status);
    }

    [Fact]
    public async Task Without_it_the_scheme_would_have_no_keys()
    {
        var wrong = await Assert.ThrowsAsync<AgentConfigurationException>(() => AgentHost.StartAsync<GuardedAgent>(configure: null, WithoutKeys));

        Assert.Contains("Agent:Security:Schemes:key:Keys", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schemes_of_the_agent_work_on_endpoints_of_the_application_itself()
    {
        await using var host = await Guarded.StartAsync(static builder => builder.Services.AddSingleton<IStartupFilter, OwnEndpoint>());

        Assert.Equal("401 ApiKey realm=\"Guarded Agent\", in=\"header\", name=\"X-API-Key\"", await GetAsync(host, key: null));
        Assert.Equal("200 bob", await GetAsync(host, Guarded.Bob));
    }

    private static Task<AgentHost> StartAsync() => AgentHost.StartAsync<GuardedAgent>(
        static builder => builder.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, TokenHandler>("key", configureOptions: null), WithoutKeys);

    private static Action<HttpRequestMessage> Token(string value) => message => message.Headers.TryAddWithoutValidation("X-Token", value);

    private static async Task<string> GetAsync(AgentHost host, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/own");
        if (key is not null)
        {
            Guarded.Key(key)(request);
        }

        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}{response.Headers.WwwAuthenticate}";
    }

    /// <summary>A standard handler: the header names the caller and its scopes.</summary>
    private sealed class TokenHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Request.Headers["X-Token"].ToString() switch
        {
            "" => AuthenticateResult.NoResult(),
            "wrong" => AuthenticateResult.Fail("signed with hunter2"),
            "throw" => throw new InvalidOperationException("The user store is away."),
            var token => AuthenticateResult.Success(new AuthenticationTicket(Principal(token.Split(' ', 2)), Scheme.Name)),
        });

        /// <summary>As JWT handlers of others make them: a long name for the subject, one claim with all scopes.</summary>
        private static ClaimsPrincipal Principal(string[] token) => new(new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, token[0]), new Claim("scope", token.Length > 1 ? token[1] : ""), new Claim("tenant", "from-handler")], "AuthenticationTypes.Federation"));
    }

    private sealed class OwnEndpoint : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Map("/own", static own => own.Run(static async http =>
            {
                var result = await http.AuthenticateAsync("key");
                if (result.Succeeded)
                {
                    await http.Response.WriteAsync(result.Principal.Identity!.Name!);
                }
                else
                {
                    await http.ChallengeAsync("key");
                }
            }));
            next(app);
        };
    }
}
