using A2AAgent.Load.Agent;
using A2AAgent.Postgres;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddAgent<EchoAgent>();
builder.AddPostgresTasks();
var app = builder.Build();
app.MapAgent<EchoAgent>();
await app.RunAsync();
