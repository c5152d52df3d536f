using A2AAgent.Postgres;
using ExpenseProcessing;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddAgent<ExpenseAgent>();
builder.AddPostgresTasks();
var app = builder.Build();
app.MapAgent<ExpenseAgent>();
app.Run();
