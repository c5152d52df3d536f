namespace A2AAgent.EndToEnd.Tests.Interop;

public sealed class SdkErrorTests(NodePackages node, ConformanceAgents agents)
{
    [Theory]
    [MemberData(nameof(SdkTransports.All), MemberType = typeof(SdkTransports))]
    public async Task The_official_SDK_raises_the_class_of_each_error(string transport)
    {
        var agent = await agents.RunningAsync("full");

        var lines = await node.RunAsync("sdk-errors.mjs", agent.Address.AbsoluteUri, transport);

        Lines.Equal(Expected(transport,
            ("get unknown", SdkErrors.TaskNotFound),
            ("cancel unknown", SdkErrors.TaskNotFound),
            ("subscribe to unknown", SdkErrors.TaskNotFound),
            ("send to unknown", SdkErrors.TaskNotFound),
            ("stream to unknown", SdkErrors.TaskNotFound),
            ("cancel ended", SdkErrors.TaskNotCancelable),
            ("subscribe to ended", SdkErrors.UnsupportedOperation),
            ("send to ended", SdkErrors.UnsupportedOperation),
            ("send to working", SdkErrors.UnsupportedOperation),
            ("send without parts", SdkErrors.InvalidParams),
            ("send without id", SdkErrors.InvalidParams),
            ("send to another context", SdkErrors.InvalidParams),
            ("get negative history", SdkErrors.InvalidParams),
            ("send an unknown media type", SdkErrors.ContentTypeNotSupported),
            ("another version", SdkErrors.VersionNotSupported)), lines);
    }

    [Theory]
    [MemberData(nameof(SdkTransports.All), MemberType = typeof(SdkTransports))]
    public async Task The_official_SDK_is_refused_by_name_what_the_card_leaves_out(string transport)
    {
        var agent = await agents.RunningAsync("minimal");

        var lines = await node.RunAsync("sdk-capabilities.mjs", agent.Address.AbsoluteUri, transport);

        Lines.Equal("""
            {"step":"send","state":"TASK_STATE_COMPLETED","says":[{"text":"Hello from TCK"}]}
            {"step":"stream, which the SDK turns into a send","events":["task TASK_STATE_COMPLETED"]}

            """ + Expected(transport,
            ("stream", SdkErrors.UnsupportedOperation),
            ("subscribe", SdkErrors.UnsupportedOperation),
            ("extended card", SdkErrors.UnsupportedOperation),
            ("create a push configuration", SdkErrors.PushNotificationNotSupported),
            ("get a push configuration", SdkErrors.PushNotificationNotSupported),
            ("list push configurations", SdkErrors.PushNotificationNotSupported),
            ("delete a push configuration", SdkErrors.PushNotificationNotSupported),
            ("send with a push configuration", SdkErrors.PushNotificationNotSupported)), lines);
    }

    [Theory]
    [MemberData(nameof(SdkTransports.All), MemberType = typeof(SdkTransports))]
    public async Task The_official_SDK_asks_for_the_extension_that_an_agent_requires(string transport)
    {
        var agent = await agents.RunningAsync("required-extension");

        var lines = await node.RunAsync("sdk-extensions.mjs", agent.Address.AbsoluteUri, transport);

        Lines.Equal(Expected(transport,
            ("not asked for", SdkErrors.ExtensionSupportRequired),
            ("not asked for, in a stream", SdkErrors.ExtensionSupportRequired)) + """

            {"step":"asked for","state":"TASK_STATE_COMPLETED","says":[{"text":"Hello from TCK"}]}
            {"step":"asked for, in a stream","last":"statusUpdate TASK_STATE_COMPLETED"}
            """, lines);
    }

    private static string Expected(string transport, params IEnumerable<(string Step, SdkErrors Error)> steps) =>
        string.Join('\n', steps.Select(one => one.Error.Line(one.Step, transport)));
}
