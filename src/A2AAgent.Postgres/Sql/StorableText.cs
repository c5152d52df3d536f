using A2AAgent.Server.Tasks;

namespace A2AAgent.Postgres.Sql;

/// <summary>What PostgreSQL can hold as text: everything but the character U+0000 and half of a surrogate pair.</summary>
internal static class StorableText
{
    /// <summary>False for a key that no stored task can have.</summary>
    public static bool IsStorable(this TaskKey key) => IsStorable(key.Id) && key.Scope.IsStorable();

    /// <summary>False for a scope that no stored task can have.</summary>
    public static bool IsStorable(this TaskScope scope) => IsStorable(scope.Owner) && IsStorable(scope.Tenant);

    public static bool IsStorable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0')
            {
                return false;
            }

            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
