using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;

namespace A2AAgent.Server.Security;

/// <summary>A security scheme as it is in force: what the attribute and the configuration say together.</summary>
/// <param name="Name">Its name in the card and in ASP.NET Core.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Declared">How the card shows it.</param>
/// <param name="Options">Its settings; addresses that only the attribute has are filled in.</param>
internal sealed record PlannedScheme(string Name, SecuritySchemeKind Kind, SecurityScheme Declared, SecuritySchemeOptions Options)
{
    public bool IsBearer => Kind is SecuritySchemeKind.Bearer or SecuritySchemeKind.OAuth2 or SecuritySchemeKind.OpenIdConnect;

    /// <summary>The full name of one of its settings, for errors.</summary>
    public string Setting(string name) => SettingOf(Name, name);

    public static string SettingOf(string scheme, string name) => $"Agent:Security:Schemes:{scheme}:{name}";
}
