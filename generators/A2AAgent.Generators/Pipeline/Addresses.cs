using A2AAgent.Generators.Diagnostics;

namespace A2AAgent.Generators.Pipeline;

/// <summary>Sees to it that addresses in attributes are ones that a client can open.</summary>
internal static class Addresses
{
    /// <summary>False when the address is given and wrong, which is then reported.</summary>
    public static bool Check(string property, AttributeReader attribute, Findings findings)
    {
        var address = attribute.Text(property);
        if (address.Length == 0 || Formats.IsWebAddress(address))
        {
            return true;
        }

        findings.Report(Descriptors.WebAddress, attribute.LocationOf(property), property, address);
        return false;
    }
}
