using A2AAgent.ConformanceAgent;
using A2AAgent.ConformanceAgent.Scenarios;

// The settings lie beside the program, wherever it is started from.
var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Services.AddSingleton<ScenarioPlayer>();
builder.Services.AddSingleton<ISkillSelector, ScenarioSelector>();
if (Profiles.Build(builder) is not { } app)
{
    return Profiles.WrongProfile;
}

await app.RunAsync();
return 0;
