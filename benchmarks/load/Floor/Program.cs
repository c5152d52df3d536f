using A2AAgent.Load.Floor;

var replies = Replies.Read(Environment.GetEnvironmentVariable("REPLIES"));
var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.ConfigureKestrel(static kestrel => kestrel.AddServerHeader = false);
var app = builder.Build();
app.MapGet("/.well-known/agent-card.json", http => replies.WriteAsync(http, Replies.Card));
app.MapPost("/", async http =>
{
    var request = await RequestReader.ReadAsync(http.Request.BodyReader, http.RequestAborted);
    await replies.WriteAsync(http, request.Params.Message?.Metadata?.SkillId ?? request.Method);
});
await app.RunAsync($"http://127.0.0.1:{Environment.GetEnvironmentVariable("PORT")}");
