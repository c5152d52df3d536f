namespace A2AAgent.Server.Diagnostics.Prometheus;

/// <summary>What operators expect of any process, under the names that Prometheus's own clients have for it, and a little of .NET.</summary>
/// <param name="started">When the process started.</param>
internal sealed class ProcessFigures(DateTimeOffset started)
{
    private readonly double _started = started.ToUnixTimeMilliseconds() / 1000d;

    public void Write(ExpositionText text)
    {
        Counter(text, "process_cpu_seconds_total", "User and system time", Environment.CpuUsage.TotalTime.TotalSeconds);
        Gauge(text, "process_resident_memory_bytes", "Resident memory", Environment.WorkingSet);
        Gauge(text, "process_start_time_seconds", "When the process started, in seconds of Unix time", _started);
        Counter(text, "dotnet_gc_pause_time_seconds_total", "Time for which garbage collections have paused the process", GC.GetTotalPauseDuration().TotalSeconds);
        Counter(text, "dotnet_gc_heap_total_allocated_bytes_total", "Memory that was allocated on the managed heap", GC.GetTotalAllocatedBytes());
        Gauge(text, "dotnet_gc_heap_bytes", "The managed heap", GC.GetTotalMemory(forceFullCollection: false));
        Gauge(text, "dotnet_thread_pool_threads", "Threads of the thread pool", ThreadPool.ThreadCount);
        Gauge(text, "dotnet_thread_pool_queue_length", "Work that waits for a thread of the pool", ThreadPool.PendingWorkItemCount);
        WriteCollections(text);
    }

    private static void WriteCollections(ExpositionText text)
    {
        const string Name = "dotnet_gc_collections_total";
        text.Begin(Name, "counter", "Garbage collections that took in the generation");
        for (var generation = 0; generation <= GC.MaxGeneration; generation++)
        {
            text.Sample(Name, "", [new KeyValuePair<string, object?>("gc.heap.generation", $"gen{generation}")], bound: null, GC.CollectionCount(generation));
        }
    }

    private static void Counter(ExpositionText text, string name, string help, double value) => One(text, name, "counter", help, value);

    private static void Gauge(ExpositionText text, string name, string help, double value) => One(text, name, "gauge", help, value);

    private static void One(ExpositionText text, string name, string type, string help, double value)
    {
        text.Begin(name, type, help);
        text.Sample(name, value);
    }
}
