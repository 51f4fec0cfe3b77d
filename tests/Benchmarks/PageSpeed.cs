using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using IngestPipeline.Fetcher;
using IngestPipeline.Text;

namespace IngestPipeline.Benchmarks;

/// <summary>From a decoded page to article and metadata, one page after another: pages a second by the clock and by processor time, and memory.</summary>
internal static class PageSpeed
{
    private const int MemoryEvery = 1000;

    /// <param name="folder">Pages, <c>*.html.gz</c>.</param>
    /// <param name="turns">How often all of them are read, after one time that is not counted.</param>
    /// <param name="memory">Whether to say every 1,000 pages how much memory the process has.</param>
    /// <param name="token">Gives up.</param>
    public static async Task<int> Run(DirectoryInfo folder, int turns, bool memory, CancellationToken token)
    {
        var pages = folder.GetFiles("*.html.gz").OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => File.ReadAllBytes(file.FullName)).ToArray();
        var bytes = pages.Sum(page => (long)Read(page).Length);
        var (rates, processor, times) = (new List<double>(), new List<double>(), new List<double>());
        var (seen, peak) = (0, 0L);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pages.Length} pages, {bytes / 1e6:F1} million characters"));
        for (var turn = 0; turn <= turns; turn++)
        {
            var (clock, used) = (TimeSpan.Zero, TimeSpan.Zero);
            foreach (var packed in pages)
            {
                var page = Read(packed);
                var (start, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
                await ArticleExtractor.Extract(page, null, token);
                var took = Stopwatch.GetElapsedTime(start);
                (clock, used) = (clock + took, used + Environment.CpuUsage.TotalTime - before);
                if (turn > 0) times.Add(took.TotalMilliseconds);
                if (++seen % MemoryEvery != 0) continue;
                using var process = Process.GetCurrentProcess();
                peak = Math.Max(peak, process.PeakWorkingSet64);
                if (memory) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seen} pages, {process.WorkingSet64 / 1e6:F0} MB"));
            }

            if (turn == 0) continue;
            rates.Add(pages.Length / clock.TotalSeconds);
            processor.Add(pages.Length / used.TotalSeconds);
        }

        times.Sort();
        Console.WriteLine("| pages/s | by processor time | million characters/s | p50 ms | p95 ms | worst ms | peak MB |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        var rate = Median(rates);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {rate:F1} | {Median(processor):F1} | {rate * bytes / pages.Length / 1e6:F1} | {times[times.Count / 2]:F1} | {times[times.Count * 95 / 100]:F1} | {times[^1]:F0} | {Math.Max(peak, Process.GetCurrentProcess().PeakWorkingSet64) / 1e6:F0} |"));
        return 0;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Read(byte[] packed)
    {
        using var whole = new MemoryStream();
        using (var page = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress)) page.CopyTo(whole);
        return Decoding.Decode(whole.ToArray(), charset: null, html: true).Text;
    }
}
