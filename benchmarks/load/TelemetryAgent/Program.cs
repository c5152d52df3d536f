using A2AAgent.Load.Agent;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddAgent<EchoAgent>();
builder.AddAgentTelemetry();
var app = builder.Build();
app.MapAgent<EchoAgent>();
await app.RunAsync();
