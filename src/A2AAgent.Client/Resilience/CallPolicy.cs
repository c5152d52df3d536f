using A2AAgent.Client.Diagnostics;
using A2AAgent.Client.Transports;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace A2AAgent.Client.Resilience;

/// <summary>Time-outs, retries and the circuit breaker of calls to one agent.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class CallPolicy
{
    private readonly ResilienceOptions _options;
    private readonly Failures _failures;
    private readonly ILogger _logger;
    private readonly CircuitBreakerStateProvider _circuit = new();
    private readonly Deadlines _deadlines;
    private readonly ResiliencePipeline<object?> _breaker;
    private readonly ResiliencePipeline<object?> _retry;

    public CallPolicy(ResilienceOptions options, TimeProvider time, Failures failures, ILogger logger)
    {
        (_options, _failures, _logger, _deadlines) = (options, failures, logger, new Deadlines(time));

        // Of one type for all operations: strategies of any type convert every outcome at every step. Apart, because few calls are made again.
        _breaker = new ResiliencePipelineBuilder<object?> { TimeProvider = time }.AddCircuitBreaker(Breaker()).Build();
        _retry = options.MaxRetries > 0 ? new ResiliencePipelineBuilder<object?> { TimeProvider = time }.AddRetry(Retry()).Build() : ResiliencePipeline<object?>.Empty;
    }

    /// <summary>True while calls fail at once.</summary>
    public bool IsOpen => _circuit.CircuitState is CircuitState.Open or CircuitState.Isolated;

    /// <summary>Makes a call, as often as it is safe and useful.</summary>
    /// <exception cref="RemoteAgentException">It failed, or the circuit is open.</exception>
    public async ValueTask<TResult> CallAsync<TState, TResult>(string operation, Func<TState, CancellationToken, ValueTask<TResult>> call, TState state, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(operation, continueOnCapturedContext: false, cancellationToken);
        try
        {
            Attempt attempt = new Attempt<TState, TResult>(this, operation, call, state);
            var outcome = await OnceAsync(attempt, context).ConfigureAwait(false);
            if (outcome.Exception is RemoteAgentException)
            {
                outcome = await AgainAsync(attempt, outcome, context).ConfigureAwait(false);
            }

            if (outcome.Exception is BrokenCircuitException e)
            {
                throw Refused(operation, e);
            }

            outcome.ThrowIfException();
            return (TResult)outcome.Result!;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private ValueTask<Outcome<object?>> OnceAsync(Attempt attempt, ResilienceContext context) =>
        _breaker.ExecuteOutcomeAsync(static (context, attempt) => attempt.MakeAsync(context.CancellationToken), context, attempt);

    /// <summary>Retries, if that is safe and useful, as if the failure were that of the first attempt in there.</summary>
    private ValueTask<Outcome<object?>> AgainAsync(Attempt attempt, Outcome<object?> failed, ResilienceContext context)
    {
        Outcome<object?>? first = failed;
        return _retry.ExecuteOutcomeAsync(
            (context, attempt) =>
            {
                if (first is { } outcome)
                {
                    first = null;
                    return new(outcome);
                }

                return OnceAsync(attempt, context);
            },
            context,
            attempt);
    }

    private RetryStrategyOptions<object?> Retry() => new()
    {
        MaxRetryAttempts = _options.MaxRetries,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = _options.RetryDelay,
        MaxDelay = _options.MaxRetryDelay,
        ShouldHandle = arguments => new(arguments.Outcome.Exception is RemoteAgentException { IsTransient: true, IsRetrySafe: true } failure && !(failure.RetryAfter > _options.MaxRetryDelay)),
        DelayGenerator = static arguments => new((arguments.Outcome.Exception as RemoteAgentException)?.RetryAfter),
        OnRetry = arguments =>
        {
            var failure = (RemoteAgentException)arguments.Outcome.Exception!;
            CallEvents.Retry(arguments.AttemptNumber + 1, failure);
            Log.Retrying(_logger, failure.Agent, failure.Operation, arguments.AttemptNumber + 1, arguments.RetryDelay, failure.Problem);
            return default;
        },
    };

    private CircuitBreakerStrategyOptions<object?> Breaker() => new()
    {
        FailureRatio = _options.CircuitFailureRatio,
        MinimumThroughput = _options.CircuitMinimumCalls,
        SamplingDuration = _options.CircuitSampling,
        BreakDuration = _options.CircuitBreak,
        StateProvider = _circuit,
        ShouldHandle = static arguments => new(arguments.Outcome.Exception is RemoteAgentException failure && IsFault(failure)),
        OnOpened = _ =>
        {
            Log.CircuitOpened(_logger, _failures.Agent, _options.CircuitBreak);
            return default;
        },
        OnClosed = _ =>
        {
            Log.CircuitClosed(_logger, _failures.Agent);
            return default;
        },
    };

    /// <summary>What an agent answers to a wrong request says nothing against the agent, nor does having been asked too often.</summary>
    private static bool IsFault(RemoteAgentException failure) =>
        failure.Error == AgentError.Unavailable || failure.Error == AgentError.Internal || failure.Error == AgentError.InvalidAgentResponse;

    private RemoteAgentException Refused(string operation, BrokenCircuitException cause) => new(
        AgentError.Unavailable, _failures.Agent, operation, RequestDelivery.NotSent, "it has failed too often and is not called for a while", cause)
    {
        IsRetrySafe = true,
        IsTransient = true,
        RetryAfter = cause.RetryAfter ?? _options.CircuitBreak,
    };

    /// <summary>A call as the strategies see it: failures are outcomes, so that nothing is thrown from step to step.</summary>
    private abstract class Attempt
    {
        public abstract ValueTask<Outcome<object?>> MakeAsync(CancellationToken cancellationToken);
    }

    private sealed class Attempt<TState, TResult>(CallPolicy policy, string operation, Func<TState, CancellationToken, ValueTask<TResult>> call, TState state) : Attempt
    {
        public override async ValueTask<Outcome<object?>> MakeAsync(CancellationToken cancellationToken)
        {
            var limit = policy._options.LimitOf(operation);
            using var deadline = policy._deadlines.Set(limit, cancellationToken);
            try
            {
                return Outcome.FromResult<object?>(await call(state, deadline.Token).ConfigureAwait(false));
            }
            catch (OperationCanceledException e) when (deadline.IsOver && !cancellationToken.IsCancellationRequested)
            {
                return Outcome.FromException<object?>(policy._failures.NoAnswer(operation, $"there was no answer within {limit.TotalSeconds:0.###} s", e));
            }
            catch (Exception e)
            {
                return Outcome.FromException<object?>(e);
            }
        }
    }
}
