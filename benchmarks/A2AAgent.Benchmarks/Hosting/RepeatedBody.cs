using System.Buffers;
using System.IO.Pipelines;

namespace A2AAgent.Benchmarks.Hosting;

/// <summary>A body that has arrived whole.</summary>
internal sealed class RepeatedBody : PipeReader
{
    private ReadOnlySequence<byte> _rest;

    public void Restart(byte[] body) => _rest = new ReadOnlySequence<byte>(body);

    public override bool TryRead(out ReadResult result)
    {
        result = new ReadResult(_rest, isCanceled: false, isCompleted: true);
        return true;
    }

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(new ReadResult(_rest, isCanceled: false, isCompleted: true));

    public override void AdvanceTo(SequencePosition consumed) => _rest = _rest.Slice(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => AdvanceTo(consumed);

    public override void CancelPendingRead()
    {
    }

    public override void Complete(Exception? exception = null)
    {
    }
}
