namespace A2AAgent.Client.Hosting;

/// <summary>The section <c>AgentDirectory</c> of the configuration.</summary>
internal sealed class AgentDirectorySettings
{
    /// <summary>The address of a directory behind HTTP.</summary>
    public string? Url { get; set; }

    /// <summary>The agents of a directory that is a list.</summary>
    public List<AgentEntrySettings>? Agents { get; set; }
}

/// <summary>An agent of a directory that is a list.</summary>
internal sealed class AgentEntrySettings
{
    public string? Name { get; set; }

    public string? Url { get; set; }

    public List<string>? Skills { get; set; }

    public List<string>? Tags { get; set; }
}
