using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace IngestPipeline.Benchmarks;

/// <summary>Runs the benchmarks of the pure parts.</summary>
internal static class Pure
{
    /// <param name="texts">Real texts; null for made ones.</param>
    /// <param name="filter">Names of benchmarks.</param>
    public static int Run(FileInfo? texts, string filter)
    {
        // In this process, so that a run takes a minute and needs no compiler; the texts come to it by the environment.
        Environment.SetEnvironmentVariable(Texts.FileVariable, texts?.FullName);
        var folder = Path.Combine(Path.GetTempPath(), "ingest-benchmarks");
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(4).WithIterationCount(8))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Descriptor, DefaultColumnProviders.Metrics)
            .AddColumn(StatisticColumn.Min, StatisticColumn.Median, StatisticColumn.Mean) // The least is what the machine can; the mean also tells what else it did.
            .AddExporter(MarkdownExporter.GitHub)
            .AddLogger(ConsoleLogger.Default)
            .WithArtifactsPath(folder);
        var summaries = BenchmarkSwitcher.FromTypes([typeof(TextBenchmarks), typeof(PairBenchmarks)]).Run(["--filter", filter], config);
        return summaries.All(summary => summary.Reports.All(report => report.Success)) ? 0 : 1;
    }
}
