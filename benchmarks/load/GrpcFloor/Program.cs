using System.Globalization;
using System.Net;
using A2AAgent.Load.Floor;
using Microsoft.AspNetCore.Server.Kestrel.Core;

var replies = Replies.Read(Environment.GetEnvironmentVariable("REPLIES"));
var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.ConfigureKestrel(static kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Listen(IPAddress.Loopback, Port("PORT"));
    kestrel.Listen(IPAddress.Loopback, Port("GRPC_PORT"), static grpc => grpc.Protocols = HttpProtocols.Http2);
});
var app = builder.Build();
app.MapGet("/.well-known/agent-card.json", http => replies.WriteAsync(http, Replies.Card));
app.MapPost("/lf.a2a.v1.A2AService/SendMessage", async http =>
{
    var request = await GrpcRequestReader.ReadAsync(http.Request.BodyReader, http.RequestAborted);
    replies.WriteGrpc(http, request.Message.Metadata.Fields["skillId"].StringValue);
});
await app.RunAsync();

static int Port(string name) => int.Parse(Environment.GetEnvironmentVariable(name) ?? "", CultureInfo.InvariantCulture);
