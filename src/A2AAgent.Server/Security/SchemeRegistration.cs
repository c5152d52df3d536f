using System.Text.Encodings.Web;
using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Diagnostics;
using A2AAgent.Server.Security.Access;
using A2AAgent.Server.Security.ApiKeys;
using A2AAgent.Server.Security.Certificates;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace A2AAgent.Server.Security;

/// <summary>
/// Makes the planned schemes known to ASP.NET Core. A kind of scheme is one class, an <see cref="ISchemeAuthenticator"/>, and one line
/// in <see cref="Create"/>; it gets the <see cref="PlannedScheme"/> with its settings and the services of the application, and
/// throws <see cref="AgentConfigurationException"/> from its constructor when it could never accept anybody. That happens in
/// <c>MapAgent</c>, before the server listens, and only for schemes that are used: where the application has registered a handler of
/// its own under the scheme's name, before or after <c>AddAgent</c>, that one authenticates and no authenticator is made.
/// </summary>
internal static class SchemeRegistration
{
    public static void Add(IServiceCollection services, SecurityPlan plan)
    {
        services.AddSingleton(plan);
        services.AddSingleton<Challenges>();
        services.AddSingleton<Refusals>();
        services.AddSingleton<SchemeAuthenticators>();
        services.AddSingleton<AccessControl>();
        services.AddSingleton<SkillAccess>();
        services.AddSingleton(static provider => new Audit(provider.GetRequiredService<ILoggerFactory>()));
        if (plan.Schemes.Count > 0)
        {
            // Not AddAuthentication: data protection comes with it, which weighs more than the agent and is for cookies.
            services.AddAuthenticationCore();
            services.TryAddSingleton(UrlEncoder.Default);
            services.PostConfigure<AuthenticationOptions>(options => AddMissing(options, plan));
        }
    }

    /// <exception cref="AgentConfigurationException">A scheme could never accept anybody.</exception>
    public static void Use(WebApplication app)
    {
        // Now and not with the first request, so that a wrong setting ends the process before it listens.
        app.Services.GetRequiredService<AccessControl>();
        if (app.Services.GetRequiredService<SecurityPlan>().Schemes.Count > 0
            && app.Services.GetRequiredService<IOptions<AuthenticationOptions>>().Value.Schemes.All(static scheme => scheme.HandlerType == typeof(AgentSchemeHandler)))
        {
            // ASP.NET Core adds the middleware by itself unless it is said to be there: it would authenticate every request a second time.
            ((IApplicationBuilder)app).Properties["__AuthenticationMiddlewareSet"] = true;
        }
    }

    /// <exception cref="AgentConfigurationException">The scheme could never accept anybody.</exception>
    public static ISchemeAuthenticator Create(PlannedScheme scheme, IServiceProvider services) => scheme.Kind switch
    {
        SecuritySchemeKind.ApiKey => new ApiKeyAuthenticator(scheme, services.GetRequiredService<IConfiguration>(),
            services.GetRequiredService<AgentOptions>(), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<ApiKeyAuthenticator>>()),
        SecuritySchemeKind.Bearer or SecuritySchemeKind.OAuth2 or SecuritySchemeKind.OpenIdConnect =>
            services.GetService<TokenFeature>()?.Create(scheme, services) ?? throw AgentFeatures.WithoutTokens(scheme.Name),
        SecuritySchemeKind.MutualTls => MutualTls.Create(scheme, services.GetRequiredService<AgentOptions>(), services.GetService<CertificateFeature>()),
        _ => throw new AgentConfigurationException($"{scheme.Setting("Type")}: this kind needs a handler of the application's own."),
    };

    private static void AddMissing(AuthenticationOptions options, SecurityPlan plan)
    {
        foreach (var scheme in plan.Schemes)
        {
            if (!options.SchemeMap.ContainsKey(scheme.Name))
            {
                options.AddScheme<AgentSchemeHandler>(scheme.Name, displayName: null);
            }
        }
    }
}
