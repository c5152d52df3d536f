using Microsoft.Extensions.Hosting;

namespace A2AAgent.Server.Commands;

/// <summary>
/// Runs the command when the application would start: everything is configured by then, nothing has been started and no port is bound.
/// The process ends with it.
/// </summary>
internal sealed class CommandLifetime(Command command) : IHostLifetime
{
    public async Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        // Whatever else writes to the console must not come into what was asked for.
        Console.SetOut(Console.Error);
        await using var input = Console.OpenStandardInput();
        await using var output = Console.OpenStandardOutput();
        Environment.Exit(await command.RunAsync(input, output, Console.Error, cancellationToken));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
