using A2AAgent.Grpc.Server;
using A2AAgent.Protobuf.Reflection;
using A2AAgent.Protocol;
using A2AAgent.Server.Operations;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace A2AAgent.Grpc.Reflection;

/// <summary>The standard reflection service (version 1), by which grpcurl and its like learn the messages.</summary>
internal sealed class ReflectionService
{
    private readonly Lazy<ProtoFiles> _files = new(static () => new ProtoFiles());

    public static void Map(WebApplication app, GrpcPipeline pipeline)
    {
        var reflection = new ReflectionService();
        pipeline.Map(app, "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", reflection.AnswerAsync)
            .WithDisplayName("gRPC reflection");
    }

    private async Task AnswerAsync(GrpcCall call)
    {
        if (call.Http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            // The client asks when its user does.
            rate.MinDataRate = null;
        }

        while (await call.Requests.NextAsync(ServerReflectionRequest.Parser, call.CancellationToken) is { } request)
        {
            await call.AnswerAsync(Answer(request));
        }
    }

    private ServerReflectionResponse Answer(ServerReflectionRequest request)
    {
        var response = new ServerReflectionResponse { ValidHost = request.Host, OriginalRequest = request };
        switch (request.MessageRequestCase)
        {
            case ServerReflectionRequest.MessageRequestOneofCase.ListServices:
                response.ListServicesResponse = new ListServiceResponse();
                response.ListServicesResponse.Service.AddRange(_files.Value.Services.Select(static name => new ServiceResponse { Name = name }));
                break;
            case ServerReflectionRequest.MessageRequestOneofCase.FileByFilename:
                Describe(response, _files.Value.ByName(request.FileByFilename), request.FileByFilename);
                break;
            case ServerReflectionRequest.MessageRequestOneofCase.FileContainingSymbol:
                Describe(response, _files.Value.BySymbol(request.FileContainingSymbol), request.FileContainingSymbol);
                break;
            default:
                response.ErrorResponse = Error(GrpcStatus.Unimplemented, "This reflection service knows files, symbols and services; there are no extensions.");
                break;
        }

        return response;
    }

    private static void Describe(ServerReflectionResponse response, FileDescriptor? file, string name)
    {
        if (file is null)
        {
            response.ErrorResponse = Error(GrpcStatus.NotFound, $"There is no '{Text.Clip(name)}' here.");
            return;
        }

        response.FileDescriptorResponse = new FileDescriptorResponse();
        response.FileDescriptorResponse.FileDescriptorProto.AddRange(ProtoFiles.WithDependencies(file).Select(static item => item.SerializedData));
    }

    private static ErrorResponse Error(GrpcStatus status, string message) => new() { ErrorCode = (int)status, ErrorMessage = message };
}
