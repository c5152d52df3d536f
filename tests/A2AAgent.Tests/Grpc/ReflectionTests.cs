using A2AAgent.Protobuf.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace A2AAgent.Tests.Grpc;

/// <summary>Server reflection, as grpcurl uses it.</summary>
public sealed class ReflectionTests : GrpcTest
{
    [Fact]
    public async Task The_services_are_listed()
    {
        var answer = await AskAsync(new ServerReflectionRequest { ListServices = "*" });

        Assert.Equal(
            ["grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "lf.a2a.v1.A2AService"],
            answer.ListServicesResponse.Service.Select(static service => service.Name).Order());
    }

    [Theory]
    [InlineData("lf.a2a.v1.A2AService")]
    [InlineData("lf.a2a.v1.A2AService.SendMessage")]
    [InlineData("lf.a2a.v1.Task")]
    [InlineData("lf.a2a.v1.TaskState")]
    public async Task The_files_that_define_a_symbol_make_a_whole(string symbol)
    {
        var answer = await AskAsync(new ServerReflectionRequest { FileContainingSymbol = symbol });

        var files = answer.FileDescriptorResponse.FileDescriptorProto.Select(FileDescriptorProto.Parser.ParseFrom).ToList();
        Assert.Equal("lf.a2a.v1", files[0].Package);
        Assert.All(files.SelectMany(static file => file.Dependency), name => Assert.Contains(files, file => file.Name == name));
    }

    [Fact]
    public async Task A_file_is_found_by_its_name()
    {
        var answer = await AskAsync(new ServerReflectionRequest { FileByFilename = "google/protobuf/struct.proto" });

        Assert.Equal("google.protobuf", FileDescriptorProto.Parser.ParseFrom(answer.FileDescriptorResponse.FileDescriptorProto[0]).Package);
    }

    [Fact]
    public async Task What_is_not_there_is_an_error_in_the_answer()
    {
        Assert.Equal(5, (await AskAsync(new ServerReflectionRequest { FileContainingSymbol = "x.Y" })).ErrorResponse.ErrorCode);
        Assert.Equal(5, (await AskAsync(new ServerReflectionRequest { FileByFilename = "../a2a.proto" })).ErrorResponse.ErrorCode);
        Assert.Equal(12, (await AskAsync(new ServerReflectionRequest { AllExtensionNumbersOfType = "lf.a2a.v1.Task" })).ErrorResponse.ErrorCode);
    }

    [Fact]
    public async Task Many_questions_on_one_call_are_answered_in_order()
    {
        byte[] body = [.. Frame(new ServerReflectionRequest { ListServices = "" }), .. Frame(new ServerReflectionRequest { FileByFilename = "a2a.proto" })];

        var outcome = await Connection.CallAsync("/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", body);

        Assert.Equal(0, outcome.Code);
        var answers = outcome.Messages.Select(ServerReflectionResponse.Parser.ParseFrom).ToList();
        Assert.NotNull(answers[0].ListServicesResponse);
        Assert.Equal("a2a.proto", answers[1].OriginalRequest.FileByFilename);
    }

    private async Task<ServerReflectionResponse> AskAsync(ServerReflectionRequest request)
    {
        var outcome = await Connection.CallAsync("/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", Frame(request));
        Assert.Equal(0, outcome.Code);
        return ServerReflectionResponse.Parser.ParseFrom(Assert.Single(outcome.Messages));
    }

    private static byte[] Frame(ServerReflectionRequest request) => GrpcWire.Frame(request.ToByteArray());
}
