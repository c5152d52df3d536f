using Google.Protobuf;
using Microsoft.Extensions.Logging;
using Wire = A2AAgent.Protobuf.Messages;

namespace A2AAgent.Tests.Grpc;

/// <summary>Valid calls with a few bytes changed: whatever comes, there is a status, no fault of the agent, and the next call works.</summary>
public sealed class MutatedFrameTests : GrpcTest
{
    private const int Calls = 1500;

    // What a client can be told of its own request, and success, since many changes are harmless.
    private static readonly int[] Expected = [0, 3, 5, 8, 9, 12, 13];

    private protected override (string Key, string Value)[] Settings => [("Agent:Limits:RequestBytes", "100000")];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_changed_call_gets_a_status_and_the_connection_goes_on(int seed)
    {
        var random = new Random(seed);
        var drafts = Drafts();
        for (var i = 0; i < Calls; i++)
        {
            var (method, message) = drafts[random.Next(drafts.Length)];
            var frame = Mutate(GrpcWire.Frame(message), random);

            var outcome = await CallAsync(frame, path: $"/lf.a2a.v1.A2AService/{method}");

            Assert.True(Expected.Contains(outcome.Code), $"Seed {seed}, call {i} to {method} with {Convert.ToHexString(frame)}: {outcome.Code} {outcome.Message}");
        }

        await ConnectionStillWorksAsync();
        Assert.DoesNotContain(Host.Logs.Entries, static entry => entry.Level >= LogLevel.Error);
    }

    private static byte[] Mutate(byte[] frame, Random random)
    {
        var bytes = frame.ToList();
        for (var changes = random.Next(1, 4); changes > 0 && bytes.Count > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveAt(at);
                    break;
                case 3:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                default:
                    bytes.RemoveRange(at, random.Next(bytes.Count - at));
                    break;
            }
        }

        return [.. bytes];
    }

    private static (string Method, byte[] Message)[] Drafts()
    {
        var full = Request("größer ✓");
        full.Message.ContextId = "c-1";
        full.Message.Parts.Add(new Wire.Part { Raw = ByteString.CopyFrom(1, 2, 3), Filename = "a.bin", MediaType = "application/octet-stream" });
        full.Configuration = new Wire.SendMessageConfiguration { HistoryLength = 2, AcceptedOutputModes = { "text/plain" } };
        return
        [
            ("SendMessage", Message()),
            ("SendMessage", full.ToByteArray()),
            ("SendStreamingMessage", Message(skill: "reply")),
            ("GetTask", new Wire.GetTaskRequest { Id = "t-1", HistoryLength = 1 }.ToByteArray()),
            ("ListTasks", new Wire.ListTasksRequest { ContextId = "c-1", Status = Wire.TaskState.Completed, PageSize = 5, StatusTimestampAfter = new() { Seconds = 1_700_000_000, Nanos = 5 } }.ToByteArray()),
            ("CancelTask", new Wire.CancelTaskRequest { Id = "t-1" }.ToByteArray()),
            ("SubscribeToTask", new Wire.SubscribeToTaskRequest { Id = "t-1" }.ToByteArray()),
            ("CreateTaskPushNotificationConfig", new Wire.TaskPushNotificationConfig { TaskId = "t", Url = "https://example.com/h" }.ToByteArray()),
            ("GetExtendedAgentCard", []),
        ];
    }
}
