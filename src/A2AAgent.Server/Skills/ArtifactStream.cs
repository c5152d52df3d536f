using A2AAgent.Protocol;

namespace A2AAgent.Server;

/// <summary>Writes the items of a stream as chunks of one artifact, each as soon as it is there.</summary>
internal static class ArtifactStream
{
    public static async ValueTask WriteAsync<T>(ISkillEvents events, IAsyncEnumerable<T> chunks, Func<T, Part> toPart, CancellationToken cancellationToken)
    {
        var id = Identifiers.New();
        var append = false;
        await foreach (var chunk in chunks.WithCancellation(cancellationToken))
        {
            await events.ArtifactAsync(new Artifact { ArtifactId = id, Parts = [toPart(chunk)] }, append, lastChunk: false, cancellationToken);
            append = true;
        }

        if (append)
        {
            // The end of the stream is known only after its last item has gone out, and an artifact update needs a part.
            await events.ArtifactAsync(new Artifact { ArtifactId = id, Parts = [Part.FromText("")] }, append: true, lastChunk: true, cancellationToken);
        }
    }
}
