using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

// In this process: the projects that BenchmarkDotNet would generate elsewhere fall under this repository's build rules.
var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance);
var config = DefaultConfig.Instance
    .AddJob(args.Contains("--quick") ? job.WithWarmupCount(3).WithIterationCount(5) : job)
    .AddDiagnoser(MemoryDiagnoser.Default);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run([.. args.Where(static arg => arg != "--quick")], config);
