using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using IngestPipeline.Tagger;

namespace IngestPipeline.Benchmarks;

/// <summary>From raw text to entities on one core: tokens a second, what a token allocates, and the memory of the process over many articles.</summary>
internal static partial class NameSpeed
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);

    /// <param name="folder">Articles with marked names; the marks are taken out.</param>
    /// <param name="turns">How often to measure, five seconds each, after one that is not counted.</param>
    public static int Run(DirectoryInfo folder, int turns)
    {
        var articles = folder.GetFiles("*.txt").OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => Marks().Replace(File.ReadAllText(file.FullName), "$1"))
            .Select(text => (Headline: text[..text.IndexOf('\n', StringComparison.Ordinal)], Body: text[text.IndexOf('\n', StringComparison.Ordinal)..].Trim())).ToArray();
        var tokens = articles.Sum(article => Tokens.Split(article.Headline, "en").Count + Tokens.Split(article.Body, "en").Count);
        var rates = new List<double>();
        long seen = 0;
        Console.WriteLine($"{articles.Length} articles, {tokens} tokens");
        Console.WriteLine("| articles so far | tokens/s | bytes allocated a token | process, MB |");
        Console.WriteLine("|---|---|---|---|");
        for (var turn = 0; turn <= turns; turn++)
        {
            var (began, allocated, rounds) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread(), 0L);
            for (; Stopwatch.GetElapsedTime(began) < Turn; rounds++)
                foreach (var (headline, body) in articles) Entities.Find(headline, body, "en");
            seen += rounds * articles.Length;
            var rate = rounds * tokens / Stopwatch.GetElapsedTime(began).TotalSeconds;
            if (turn > 0) rates.Add(rate);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {seen} | {rate:F0} | {(GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)(rounds * tokens):F0} | {Process.GetCurrentProcess().WorkingSet64 / 1e6:F0} |"));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median {rates.Order().ElementAt(rates.Count / 2):F0} tokens/s"));
        return 0;
    }

    [GeneratedRegex(@"\[[POLN][\d?]+ ([^\]]+)\]")]
    private static partial Regex Marks();
}
