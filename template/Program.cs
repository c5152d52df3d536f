using ExpenseProcessing;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddAgent<ExpenseAgent>();
var app = builder.Build();
app.MapAgent<ExpenseAgent>();
app.Run();
