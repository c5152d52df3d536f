// load-client URL CONNECTIONS SECONDS ROUNDS: the same call by a raw HttpClient and by the client in turn, a line for each round.
using System.Globalization;
using A2AAgent.Client;
using A2AAgent.Load.Client;

var agent = new Uri(args[0]);
var (connections, seconds, rounds) = (Number(1), Number(2), Number(3));
using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ActivityHeadersPropagator = null });
using var client = await AgentClient.ConnectAsync(agent);
IExchange raw = new RawExchange(http, await SentRequest.RecordAsync(agent));
IExchange called = new AgentExchange(client);

// The first round warms up.
for (var round = 0; round <= rounds; round++)
{
    var early = await RunAsync(round % 2 == 0 ? raw : called);
    var late = await RunAsync(round % 2 == 0 ? called : raw);
    if (round > 0)
    {
        Console.WriteLine($"ROUND {(round % 2 == 0 ? early : late)} {(round % 2 == 0 ? late : early)}");
    }
}

Task<string> RunAsync(IExchange exchange) => new Block(connections, TimeSpan.FromSeconds(seconds)).RunAsync(exchange);

int Number(int index) => int.Parse(args[index], CultureInfo.InvariantCulture);
