using System.Collections;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace A2AAgent.Tests.Protobuf;

/// <summary>Takes every field away in turn, from a message and from its JSON alike, and expects the same of both readers.</summary>
public sealed class SameErrorTests
{
    public static TheoryData<string, string> Full => Samples.Full;

    [Theory]
    [MemberData(nameof(Full))]
    public void A_field_that_is_taken_away_has_the_same_outcome_as_in_json(string record, string json)
    {
        var carrier = Carriers.All[record];
        var message = carrier.Message(json);
        var node = JsonNode.Parse(json)!.AsObject();
        var tried = 0;

        Walk(message, node, () =>
        {
            var expected = carrier.OutcomeOfJson(node.ToJsonString());
            var actual = carrier.OutcomeOfMessage(message);
            Assert.Equal(Normal(expected), Normal(actual));
            tried++;
        });

        Assert.InRange(tried, 1, 1000);
    }

    [Theory]
    [InlineData("SendMessageRequest", "message | Required, but missing.")]
    [InlineData("Message", "messageId | Required: must be a non-empty string.")]
    [InlineData("Artifact", "artifactId | Required: must be a non-empty string.")]
    [InlineData("Part", " | Required: must have exactly one of text, raw, url and data.")]
    [InlineData("StreamResponse", " | Required: must have exactly one of task, message, statusUpdate and artifactUpdate.")]
    [InlineData("SendMessageResponse", " | Required: must have exactly one of task and message.")]
    [InlineData("TaskStatus", "state | Required: must be one of TASK_STATE_SUBMITTED, TASK_STATE_WORKING, TASK_STATE_COMPLETED, TASK_STATE_FAILED, TASK_STATE_CANCELED, TASK_STATE_INPUT_REQUIRED, TASK_STATE_REJECTED, TASK_STATE_AUTH_REQUIRED.")]
    public void An_empty_message_has_the_error_of_an_empty_object(string record, string error)
    {
        var carrier = Carriers.All[record];
        var empty = carrier.Message(Samples.Full.First(row => row.Data.Item1 == record).Data.Item2).Descriptor.Parser.ParseFrom([]);

        Assert.Equal(error, carrier.OutcomeOfJson("{}"));
        Assert.Equal(error, carrier.OutcomeOfMessage(empty));
    }

    private static void Walk(IMessage message, JsonObject json, Action visit)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder().Where(field => json.ContainsKey(field.JsonName)))
        {
            Without(message, json, field, visit);
            foreach (var (child, childJson) in Children(field, field.Accessor.GetValue(message), json[field.JsonName]))
            {
                Walk(child, childJson, visit);
            }
        }
    }

    private static IEnumerable<(IMessage Message, JsonObject Json)> Children(FieldDescriptor field, object value, JsonNode? json) => value switch
    {
        IDictionary map when field.MessageType.Fields.InFieldNumberOrder()[1].FieldType == FieldType.Message =>
            map.Keys.Cast<string>().Select(key => ((IMessage)map[key]!, json![key]!.AsObject())),
        IList list when field.FieldType == FieldType.Message && !field.IsMap => list.Cast<IMessage>().Zip(json!.AsArray().Select(item => item!.AsObject())),
        IMessage child when child.Descriptor.File.Package == "lf.a2a.v1" => [(child, json!.AsObject())],
        _ => [],
    };

    private static void Without(IMessage message, JsonObject json, FieldDescriptor field, Action visit)
    {
        var node = json[field.JsonName]?.DeepClone();
        var at = json.IndexOf(field.JsonName);
        var restore = Clear(message, field);
        json.RemoveAt(at);
        if (Default(field) is { } unset)
        {
            json.Insert(at, field.JsonName, unset);
        }

        visit();
        restore();
        json.Remove(field.JsonName);
        json.Insert(at, field.JsonName, node);
    }

    private static Action Clear(IMessage message, FieldDescriptor field)
    {
        var value = field.Accessor.GetValue(message);
        switch (value)
        {
            case IDictionary map:
                var entries = map.Keys.Cast<object>().Select(key => (Key: key, Value: map[key])).ToArray();
                map.Clear();
                return () => Array.ForEach(entries, entry => map.Add(entry.Key, entry.Value));
            case IList list:
                var items = list.Cast<object>().ToArray();
                list.Clear();
                return () => Array.ForEach(items, item => list.Add(item));
            default:
                field.Accessor.Clear(message);
                return () => field.Accessor.SetValue(message, value);
        }
    }

    /// <summary>What JSON has where protobuf cannot tell a field that is not set from one that is empty.</summary>
    private static JsonNode? Default(FieldDescriptor field) => field switch
    {
        { IsMap: true } => new JsonObject(),
        { IsRepeated: true } => new JsonArray(),
        { HasPresence: true } => null,
        { FieldType: FieldType.String } => "",
        { FieldType: FieldType.Bool } => false,
        { FieldType: FieldType.Enum } => 0,
        _ => 0,
    };

    private static string Normal(string outcome) => outcome.StartsWith('{') ? Canonical.Of(outcome) : outcome;
}
