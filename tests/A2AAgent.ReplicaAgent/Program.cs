using A2AAgent.Postgres;
using A2AAgent.ReplicaAgent;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddAgent<CountingAgent>();
builder.AddPostgresTasks();
var app = builder.Build();
app.MapAgent<CountingAgent>();
await app.RunAsync();
