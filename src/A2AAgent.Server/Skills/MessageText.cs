using A2AAgent.Protocol;

namespace A2AAgent.Server;

internal static class MessageText
{
    /// <summary>The text parts joined by line breaks; null when there is none.</summary>
    public static string? Of(Message message)
    {
        string? text = null;
        foreach (var part in message.Parts)
        {
            if (part.Text is { } more)
            {
                text = text is null ? more : $"{text}\n{more}";
            }
        }

        return text;
    }
}
