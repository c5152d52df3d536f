using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace A2AAgent.Benchmarks.Hosting;

/// <summary>One HTTP call that is made again and again: its own cost is next to nothing.</summary>
internal sealed class InMemoryCall : IRequestBodyPipeFeature, IHttpResponseBodyFeature
{
    private readonly DefaultHttpContext _http = new();
    private readonly RepeatedBody _body = new();

    public InMemoryCall(IServiceProvider services)
    {
        _http.RequestServices = services;
        _http.Features.Set<IRequestBodyPipeFeature>(this);
        _http.Features.Set<IHttpResponseBodyFeature>(this);
        _http.Request.Headers["A2A-Version"] = "1.0";
        _http.Request.Scheme = "http";
        _http.Request.Host = new HostString("localhost");
    }

    public PipeReader Reader => _body;

    public Stream Stream => Stream.Null;

    public PipeWriter Writer { get; } = new DiscardingPipeWriter();

    public HttpContext Get(string path)
    {
        _http.Request.Method = HttpMethods.Get;
        _http.Request.Path = path;
        _http.Response.Headers.Clear();
        return _http;
    }

    public HttpContext Post(byte[] json)
    {
        _http.Request.Method = HttpMethods.Post;
        _http.Request.ContentType = "application/json";
        _http.Response.Headers.Clear();
        _body.Restart(json);
        return _http;
    }

    public void DisableBuffering()
    {
    }

    public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task CompleteAsync() => Task.CompletedTask;
}
