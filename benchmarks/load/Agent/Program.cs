using A2AAgent.Load.Agent;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddAgent<EchoAgent>();
var app = builder.Build();
app.MapAgent<EchoAgent>();
await app.RunAsync();
