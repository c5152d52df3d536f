namespace A2AAgent.Generators.Tests;

/// <summary>Agents that several tests share.</summary>
internal static class Examples
{
    /// <summary>The agent of the design document.</summary>
    public const string Expense = """
        using System.Text.Json.Serialization;

        namespace Acme.Expenses;

        public sealed record ExpenseReport(string Employee, decimal Total, string? Receipt);

        public sealed record ExpenseVerdict(bool IsApproved, string Reason);

        public sealed class PolicyBook
        {
            public ExpenseVerdict Check(ExpenseReport report) => new(report.Total < 100, "Below the limit");
        }

        [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
        [JsonSerializable(typeof(ExpenseReport))]
        [JsonSerializable(typeof(ExpenseVerdict))]
        internal sealed partial class ExpenseJson : JsonSerializerContext;

        [Agent("Expense Processor Agent", Version = "1.0.0", Description = "Processes and validates expense reports")]
        public sealed partial class ExpenseAgent(PolicyBook policies)
        {
            [AgentSkill("validate-expense", Name = "Validate Expense Report",
                Description = "Validates an expense report against company policy", Tags = ["finance", "compliance"])]
            public async Task<SkillResult<ExpenseVerdict>> ValidateAsync(ExpenseReport report, SkillContext context, CancellationToken ct)
            {
                await Task.Yield();
                if (report.Receipt is null) return SkillResult.InputRequired("Attach the receipt for item 3.");
                return policies.Check(report);
            }

            [AgentSkill("explain-policy", Description = "Explains a policy, token by token", Tags = ["finance"])]
            public async IAsyncEnumerable<string> ExplainAsync(string question, [EnumeratorCancellation] CancellationToken ct)
            {
                await Task.Yield();
                yield return question;
            }
        }
        """;

    /// <summary>Something of everything: a reply, optional content, no output, several contexts, every setting of the card.</summary>
    public const string Travel = """"
        namespace Acme.Travel;

        public sealed record Trip(string From, string To, int Travellers);

        [JsonSerializable(typeof(Trip))]
        internal sealed partial class TripJson : JsonSerializerContext;

        [JsonSerializable(typeof(int))]
        [JsonSerializable(typeof(Dictionary<string, Trip?>))]
        internal sealed partial class OtherJson : JsonSerializerContext;

        [Agent("Travel", Description = """Books "anything" under 1,000 €""", Version = "2.1.0-beta.1", Streaming = false, Bindings = AgentBindings.JsonRpc,
            Organization = "Acme", OrganizationUrl = "https://acme.example", DocumentationUrl = "https://acme.example/docs",
            IconUrl = "https://acme.example/icon.png")]
        [AgentExtension("https://acme.example/extensions/miles/v1", Description = "Counts miles", Required = true)]
        [AgentExtension("urn:acme:quiet")]
        public sealed partial record TravelAgent
        {
            [AgentSkill("greet", Description = "Says hello", Default = true)]
            private static Message Greet(Message context) => context;

            [AgentSkill("find-trip", Description = "Finds a trip", Examples = ["From Rome to Oslo for two", "Somewhere warm, a week in January, no longer than three hours by train"])]
            public async Task<Trip?> FindAsync(string? question, int travellers = 1, CancellationToken ct = default)
            {
                await Task.Yield();
                return question is null ? null : new Trip(question, question, travellers);
            }

            [AgentSkill("forget", Description = "Forgets everything", InputModes = ["text/plain"], OutputModes = ["text/plain; charset=utf-8"])]
            public void Forget(string input = "all", Trip? result = null) { }

            [AgentSkill("list", Description = "Lists the trips")]
            public Dictionary<string, Trip?> List() => [];

            [AgentSkill("attach", Description = "Keeps an attachment")]
            public ValueTask AttachAsync(Part part, SkillContext ctx, CancellationToken ct) => ValueTask.CompletedTask;
        }
        """";

    /// <summary>Every kind of security, and a skill that only the extended card lists.</summary>
    public const string Vault = """
        namespace Acme.Vault;

        [Agent("Vault", Description = "Keeps things")]
        [ApiKeySecurity("api-key", Description = "For \"scripts\"")]
        [BearerSecurity("jwt")]
        [OAuth2Security("oauth", OAuth2Grant.AuthorizationCode, AuthorizationUrl = "https://login.example.com/authorize",
            TokenUrl = "https://login.example.com/token", Scopes = ["vault.read: Read things", "vault.write: Keep things"])]
        [OAuth2Security("service", OAuth2Grant.ClientCredentials, TokenUrl = "https://login.example.com/token")]
        [OAuth2Security("device", OAuth2Grant.DeviceCode, DeviceAuthorizationUrl = "https://login.example.com/device",
            TokenUrl = "https://login.example.com/token")]
        [OpenIdConnectSecurity("oidc", "https://login.example.com/.well-known/openid-configuration")]
        [MutualTlsSecurity("mtls")]
        [RequireSecurity("oauth", "vault.read")]
        [RequireSecurity("jwt", And = "mtls")]
        public sealed partial class VaultAgent
        {
            [AgentSkill("find", Description = "Finds a thing", Default = true)]
            public string Find(string name) => name;

            [AgentSkill("keep", Description = "Keeps a thing")]
            [RequireSecurity("oauth", "vault.read", "vault.write")]
            public void Keep(string name) { }

            [AgentSkill("audit", Description = "Lists who took what", Extended = true, Restart = true)]
            [RequireSecurity("mtls")]
            public string Audit() => "";
        }
        """;

    /// <summary>Skills that take services: by type, by key, and when there are any.</summary>
    public const string Rates = """
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.DependencyInjection;

        namespace Acme.Rates;

        public interface IRates { decimal Of(string currency); }

        [Agent("Rates", Description = "Converts amounts")]
        public sealed partial class RateAgent
        {
            [AgentSkill("rate", Description = "Tells a rate", Default = true)]
            public string Rate(string currency, [FromServices] IRates rates) => $"{rates.Of(currency)}";

            [AgentSkill("compare", Description = "Compares two sources")]
            public static Task<string> CompareAsync(
                string currency, [FromKeyedServices("morning")] IRates morning, [FromKeyedServices("evening")] IRates? evening, CancellationToken ct) =>
                Task.FromResult($"{morning.Of(currency) - evening?.Of(currency)}");
        }
        """;
}
