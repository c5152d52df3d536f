using System.Globalization;
using System.Text;

namespace A2AAgent.Client.Transports.Rest;

/// <summary>Writes query parameters (specification, section 11.5); what is not set is left out.</summary>
internal sealed class RestParameters
{
    private readonly StringBuilder _query = new();

    public RestParameters Add(string name, string value)
    {
        if (value.Length > 0)
        {
            _query.Append(_query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return this;
    }

    public RestParameters Add(string name, int? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture) ?? "");

    public RestParameters Add(string name, bool? value) => Add(name, value switch { null => "", true => "true", false => "false" });

    public RestParameters Add(string name, TaskState value) => Add(name, value == TaskState.Unspecified ? "" : value.ToWireName());

    public RestParameters Add(string name, DateTimeOffset? value) => Add(name, value?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) ?? "");

    public override string ToString() => _query.ToString();
}
