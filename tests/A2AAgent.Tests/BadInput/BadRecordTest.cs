using A2AAgent.Tests.BadInput.Wire;

namespace A2AAgent.Tests.BadInput;

/// <summary>Sends bad records of SendMessage through one binding.</summary>
public abstract class BadRecordTest(BadInputFixture fixture) : BadInputTest(fixture)
{
    private protected abstract IBinding Binding { get; }

    private protected async Task<Refusal> RefusedAsync(string record) => await RefusedAsync(Binding.Body(record));

    private protected async Task<Refusal> RefusedAsync(byte[] body)
    {
        var answer = await AnswerAsync(RawRequest.Post(Binding.Target, body));
        return Binding.Read(answer) ?? throw new InvalidOperationException($"It was accepted: {answer}");
    }

    private protected async Task<Answer> AcceptedAsync(string record)
    {
        var answer = await AnswerAsync(RawRequest.Post(Binding.Target, Binding.Body(record)));
        Assert.True(Binding.Read(answer) is null, $"It was refused: {answer}");
        return answer;
    }
}
