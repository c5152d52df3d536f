namespace A2AAgent.Server.Push;

/// <summary>
/// Where push notifications may go, how delivery is retried and how much of it is kept (specification, sections 4.3 and 13.2). For agents
/// that declare <see cref="AgentAttribute.PushNotifications"/>. A store that keeps tasks in a database keeps webhooks there too, with the
/// tokens and credentials that clients have given.
/// </summary>
public sealed class PushOptions
{
    /// <summary>
    /// Networks in CIDR notation, for example <c>10.42.0.0/16</c>, whose receivers may be reached although they are not on the public
    /// Internet. Addresses of cloud metadata services stay closed. Default: none; loopback in the Development environment.
    /// </summary>
    public IList<string> AllowedNetworks { get; set; } = [];

    /// <summary>True to accept webhooks at http, not only at https. Default: true in the Development environment, otherwise false.</summary>
    public bool? AllowHttp { get; set; }

    /// <summary>
    /// Whether deliveries go through the proxy that <c>HTTPS_PROXY</c> and <c>HTTP_PROXY</c> name, except to the hosts in <c>NO_PROXY</c>. The proxy
    /// then looks names up and decides which networks may be reached; here, addresses and what names mean here are checked as well. Default: true.
    /// </summary>
    public bool UseProxy { get; set; } = true;

    /// <summary>How many webhooks a task may have. Default: 10.</summary>
    public int MaxConfigs { get; set; } = 10;

    /// <summary>How many events wait for one webhook; when there are more, the oldest become dead letters. Where the store keeps events for webhooks this does not apply. Default: 1,000.</summary>
    public int MaxQueued { get; set; } = 1_000;

    /// <summary>
    /// How much all webhooks and the events that wait for them take, in bytes; an event that finds no room makes the older ones for its
    /// webhook dead letters, and a webhook that finds none is refused. One caller gets at most half. Where the store keeps webhooks and events
    /// for them, this is what is read ahead. Default: 64 MiB.
    /// </summary>
    public long MaxBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>How long a receiver may take to answer. Default: 10 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The pause after the first failed attempt; it doubles with each further one. Default: 1 second.</summary>
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause between attempts, also when the receiver asks for more. Default: 2 minutes.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>After how many failed attempts in a row the events that wait for a webhook become dead letters. Default: 30.</summary>
    public int MaxAttempts { get; set; } = 30;

    /// <summary>How many deliveries are under way at a time; a quarter as many more to receivers that have failed. One caller gets at most half of either. Default: 64.</summary>
    public int Concurrency { get; set; } = 64;

    /// <summary>How long deliveries may go on at shutdown, when the tasks have ended. What is left then is lost, unless the store keeps it. Default: 3 seconds.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(3);
}
