using System.Diagnostics.CodeAnalysis;
using A2AAgent.ConformanceAgent.Agents;

namespace A2AAgent.ConformanceAgent;

/// <summary>The cards between which <c>CONFORMANCE_PROFILE</c> chooses: what an agent can do is fixed when it is compiled.</summary>
internal static class Profiles
{
    public const int WrongProfile = 78; // EX_CONFIG of sysexits.h

    private const string Variable = "CONFORMANCE_PROFILE";

    /// <summary>The application of the chosen profile; null, with a line that says why, when there is no such profile.</summary>
    public static WebApplication? Build(WebApplicationBuilder builder)
    {
        switch (builder.Configuration[Variable])
        {
            case null or "" or "full":
                return Build<FullAgent>(builder);
            case "minimal":
                return Build<MinimalAgent>(builder);
            case "required-extension":
                return Build<RequiredExtensionAgent>(builder);
            case var unknown:
                Console.Error.WriteLine($"{Variable} is '{unknown}'; it must be full, minimal or required-extension.");
                return null;
        }
    }

    private static WebApplication Build<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAgent>(WebApplicationBuilder builder)
        where TAgent : class, IAgent<TAgent>
    {
        builder.AddAgent<TAgent>();
        var app = builder.Build();
        app.MapAgent<TAgent>();
        return app;
    }
}
