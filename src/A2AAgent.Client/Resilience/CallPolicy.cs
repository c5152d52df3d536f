using A2AAgent.Client.Diagnostics;
using A2AAgent.Client.Transports;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace A2AAgent.Client.Resilience;

/// <summary>Time-outs, retries and the circuit breaker of calls to one agent.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class CallPolicy
{
    private readonly ResilienceOptions _options;
    private readonly Failures _failures;
    private readonly ILogger _logger;
    private readonly CircuitBreakerStateProvider _circuit = new();
    private readonly ResiliencePipeline _pipeline;
    private readonly ResiliencePipeline _limit;

    public CallPolicy(ResilienceOptions options, TimeProvider time, Failures failures, ILogger logger)
    {
        (_options, _failures, _logger) = (options, failures, logger);
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = time };
        if (options.MaxRetries > 0)
        {
            pipeline.AddRetry(Retry());
        }

        _pipeline = pipeline.AddCircuitBreaker(Breaker()).Build();
        _limit = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = arguments => new(_options.LimitOf(arguments.Context.OperationKey)) })
            .Build();
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
            return await _pipeline.ExecuteAsync(
                static (context, state) => state.Policy.AttemptAsync(context, state.Call, state.State), context, new Attempt<TState, TResult>(this, call, state)).ConfigureAwait(false);
        }
        catch (BrokenCircuitException e)
        {
            throw Refused(operation, e);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async ValueTask<TResult> AttemptAsync<TState, TResult>(ResilienceContext context, Func<TState, CancellationToken, ValueTask<TResult>> call, TState state)
    {
        try
        {
            return await _limit.ExecuteAsync(
                static (context, attempt) => attempt.Call(attempt.State, context.CancellationToken), context, new Attempt<TState, TResult>(this, call, state)).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException e)
        {
            throw _failures.NoAnswer(context.OperationKey!, $"there was no answer within {_options.LimitOf(context.OperationKey).TotalSeconds:0.###} s", e);
        }
    }

    private RetryStrategyOptions Retry() => new()
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

    private CircuitBreakerStrategyOptions Breaker() => new()
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

    private readonly record struct Attempt<TState, TResult>(CallPolicy Policy, Func<TState, CancellationToken, ValueTask<TResult>> Call, TState State);
}
