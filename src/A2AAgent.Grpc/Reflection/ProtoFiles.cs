using A2AAgent.Protobuf.Health;
using A2AAgent.Protobuf.Messages;
using A2AAgent.Protobuf.Reflection;
using A2AAgent.Protobuf.Rpc;
using Google.Protobuf.Reflection;

namespace A2AAgent.Grpc.Reflection;

/// <summary>The proto files of the services that are here, by name and by what they define.</summary>
internal sealed class ProtoFiles
{
    private readonly Dictionary<string, FileDescriptor> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileDescriptor> _bySymbol = new(StringComparer.Ordinal);
    private readonly List<string> _services = [];

    public ProtoFiles()
    {
        // The error details are not imported by the service, and clients want to read them.
        FileDescriptor[] roots = [A2AReflection.Descriptor, HealthReflection.Descriptor, ReflectionReflection.Descriptor, StatusReflection.Descriptor, ErrorDetailsReflection.Descriptor];
        foreach (var root in roots)
        {
            Add(root);
        }
    }

    public IReadOnlyList<string> Services => _services;

    public FileDescriptor? ByName(string name) => _byName.GetValueOrDefault(name);

    public FileDescriptor? BySymbol(string symbol) => _bySymbol.GetValueOrDefault(symbol);

    /// <summary>The file and all that it needs.</summary>
    public static IEnumerable<FileDescriptor> WithDependencies(FileDescriptor file)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<FileDescriptor>([file]);
        while (open.TryPop(out var next))
        {
            if (seen.Add(next.Name))
            {
                yield return next;
                foreach (var dependency in next.Dependencies)
                {
                    open.Push(dependency);
                }
            }
        }
    }

    private void Add(FileDescriptor file)
    {
        if (!_byName.TryAdd(file.Name, file))
        {
            return;
        }

        foreach (var dependency in file.Dependencies)
        {
            Add(dependency);
        }

        foreach (var service in file.Services)
        {
            _services.Add(service.FullName);
            _bySymbol[service.FullName] = file;
            foreach (var method in service.Methods)
            {
                _bySymbol[method.FullName] = file;
            }
        }

        foreach (var type in file.EnumTypes)
        {
            _bySymbol[type.FullName] = file;
        }

        foreach (var type in file.MessageTypes)
        {
            Add(type, file);
        }
    }

    private void Add(MessageDescriptor type, FileDescriptor file)
    {
        _bySymbol[type.FullName] = file;
        foreach (var nested in type.NestedTypes)
        {
            Add(nested, file);
        }

        foreach (var nested in type.EnumTypes)
        {
            _bySymbol[nested.FullName] = file;
        }
    }
}
