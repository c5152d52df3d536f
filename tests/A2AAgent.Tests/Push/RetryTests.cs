using A2AAgent.Server.Diagnostics;
using A2AAgent.Server.Push;
using A2AAgent.Server.Push.Delivery;

namespace A2AAgent.Tests.Push;

/// <summary>When a failed delivery is tried again.</summary>
public sealed class RetryTests
{
    private static readonly PushOptions Options = new();
    private static readonly RetryRule Rule = new(Options);
    private static readonly Attempt Failed = new(AttemptOutcome.Failed, "status 500");

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(7, 64)]
    [InlineData(8, 120)]
    [InlineData(29, 120)]
    public void The_pause_doubles_up_to_a_limit_and_half_of_it_is_left_to_chance(int failures, int seconds)
    {
        var pauses = Enumerable.Range(0, 200).Select(_ => Rule.Next(Failed, failures, failures)).ToArray();

        Assert.All(pauses, step =>
        {
            Assert.Null(step.Reason);
            Assert.InRange(step.Pause.TotalSeconds, seconds / 2.0, seconds);
        });
        Assert.True(pauses.Distinct().Count() > 100);
    }

    [Fact]
    public void A_receiver_that_is_down_for_a_quarter_of_an_hour_loses_nothing_by_default()
    {
        var shortest = Enumerable.Range(1, Options.MaxAttempts - 1).Sum(static failures => Math.Min(Math.Pow(2, failures - 1), 120) / 2);

        Assert.True(shortest > TimeSpan.FromMinutes(15).TotalSeconds);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(119, 119)]
    [InlineData(100_000, 120)]
    public void A_receiver_that_asks_for_a_pause_gets_it_up_to_the_limit(int asked, int pause) =>
        Assert.Equal(TimeSpan.FromSeconds(pause), Rule.Next(Failed with { RetryAfter = TimeSpan.FromSeconds(asked) }, 1, 1).Pause);

    [Fact]
    public void An_outcome_decides_what_is_given_up()
    {
        Assert.Equal(RetryStep.GiveUpAll(DeadLetters.Attempts), Rule.Next(Failed, 1, Options.MaxAttempts));
        Assert.Equal(RetryStep.GiveUpAll(DeadLetters.Gone), Rule.Next(new Attempt(AttemptOutcome.Gone, ""), 1, 1));
        Assert.Equal(RetryStep.GiveUp(DeadLetters.Address), Rule.Next(new Attempt(AttemptOutcome.Closed, ""), 1, 1));
        Assert.Null(Rule.Next(new Attempt(AttemptOutcome.Refused, ""), 2, 2).Reason);
        Assert.Equal(RetryStep.GiveUp(DeadLetters.Refused), Rule.Next(new Attempt(AttemptOutcome.Refused, ""), 3, 3));
    }
}
