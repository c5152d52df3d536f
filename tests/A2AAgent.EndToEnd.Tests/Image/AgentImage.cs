using System.Diagnostics;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Image;

/// <summary>An image of the agent: as a registry has it, and laid out as a folder to run it from.</summary>
internal sealed class AgentImage : IAsyncDisposable
{
    /// <summary>
    /// What runs containers in production does as much: a file system that nobody can write to, <c>/proc</c>, the devices that a container
    /// always has, an ordinary user who cannot become another one. The program takes the place of the shell, so that its process is the one that was started.
    /// </summary>
    private const string Script = """
        root=$1 user=$2 group=$3 folder=$4; shift 4
        mount --bind "$root" "$root"
        mount -t proc -o ro proc "$root/proc"
        mount -t tmpfs -o mode=755 dev "$root/dev"
        cp -a /dev/null /dev/zero /dev/full /dev/random /dev/urandom "$root/dev"
        mount -o remount,ro "$root/dev"
        mount -o remount,bind,ro "$root"
        exec setpriv --no-new-privs unshare --root "$root" --wd "$folder" --setuid "$user" --setgid "$group" "$@"
        """;

    private readonly Lazy<Task<RunningAgent>> _agent;

    public AgentImage(PublishedImage published, string root)
    {
        (Published, Root) = (published, root);
        _agent = new Lazy<Task<RunningAgent>>(() => RunningAgent.StartAsync(Command()));
    }

    public PublishedImage Published { get; }

    public string Root { get; }

    /// <summary>The agent that all tests of this image share.</summary>
    public Task<RunningAgent> Running => _agent.Value;

    /// <summary>Starts it as its own configuration says.</summary>
    public ProcessStartInfo Command()
    {
        var configuration = Published.Configuration;
        var user = configuration.User.Split(':');
        var start = Tool.Command("/usr/bin/unshare", Root, ["--mount", "sh", "-euc", Script, "image", Root, user[0], user[1], configuration.WorkingFolder, .. configuration.Entrypoint]);
        start.Environment.Clear();
        foreach (var (name, value) in configuration.Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin";
        return start;
    }

    public async ValueTask DisposeAsync()
    {
        if (_agent is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _agent.Value).DisposeAsync();
        }
    }
}
