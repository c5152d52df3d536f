using System.Text;
using System.Text.Json;
using A2AAgent.Server;
using A2AAgent.Tests.Agents;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using Microsoft.AspNetCore.Builder;

namespace A2AAgent.Tests.V03;

/// <summary>An agent that answers clients of 0.3, and such a client: it sends no version.</summary>
internal sealed class V03Host(AgentHost agent) : IAsyncDisposable
{
    public const string On = "Agent:Compatibility:V03";

    private int _id;

    public AgentHost Agent => agent;

    public static Task<V03Host> StartAsync(params (string Key, string Value)[] settings) => StartAsync<ScriptedAgent>(settings);

    public static async Task<V03Host> StartAsync<TAgent>(params (string Key, string Value)[] settings)
        where TAgent : class, IAgent<TAgent> => await StartAsync<TAgent>(configure: null, settings);

    public static async Task<V03Host> StartAsync<TAgent>(Action<WebApplicationBuilder>? configure, params (string Key, string Value)[] settings)
        where TAgent : class, IAgent<TAgent> => new(await AgentHost.StartAsync<TAgent>(configure, [(On, "true"), .. settings]));

    public async Task<JsonElement> CallAsync(string method, object? parameters = null, params (string Name, string Value)[] headers)
    {
        var id = Interlocked.Increment(ref _id);
        using var response = await PostAsync(Body(id, method, parameters), headers);
        return Result(id, JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement);
    }

    public async Task<OpenStream> StreamAsync(string method, object parameters)
    {
        var id = Interlocked.Increment(ref _id);
        var response = await PostAsync(Body(id, method, parameters));
        if (response.Content.Headers.ContentType?.MediaType == "text/event-stream")
        {
            return OpenStream.OfEvents(response, item => Result(id, item));
        }

        using (response)
        {
            var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
            throw new InvalidOperationException($"No stream: {Result(id, answer)}");
        }
    }

    /// <summary>Sends a body as it is.</summary>
    public async Task<HttpResponseMessage> PostAsync(string body, params (string Name, string Value)[] headers)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            message.Headers.Add(name, value);
        }

        return await agent.Client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends a body and gets the error that it must be answered with.</summary>
    public async Task<JsonElement> RefusedAsync(string body, params (string Name, string Value)[] headers)
    {
        using var response = await PostAsync(body, headers);
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal("2.0", answer.GetProperty("jsonrpc").GetString());
        Assert.False(answer.TryGetProperty("result", out _));
        return answer.GetProperty("error");
    }

    public ValueTask DisposeAsync() => agent.DisposeAsync();

    private static string Body(int id, string method, object? parameters)
    {
        var body = new Dictionary<string, object?> { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method };
        if (parameters is not null)
        {
            body["params"] = parameters;
        }

        return TestJson.Write(body);
    }

    private static JsonElement Result(int id, JsonElement envelope)
    {
        Assert.Equal("2.0", envelope.GetProperty("jsonrpc").GetString());
        Assert.Equal(id, envelope.GetProperty("id").GetInt32());
        return envelope.TryGetProperty("error", out var error)
            ? throw new V03Error(error.GetProperty("code").GetInt32(), error.GetProperty("message").GetString()!)
            : envelope.GetProperty("result");
    }
}

/// <summary>An error that the agent answered with.</summary>
internal sealed class V03Error(int code, string message) : Exception(message)
{
    public int Code { get; } = code;
}
