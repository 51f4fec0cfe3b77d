using System.Reflection;
using System.Text.RegularExpressions;
using IngestPipeline.Hosting;

namespace IngestPipeline.Conventions.Tests;

/// <summary>Names.cs and the README beside it say the same, and nobody else invents a name.</summary>
public sealed partial class TelemetryNamesTests
{
    private const string Readme = "shared/Hosting/README.md";

    [Fact]
    public void Every_name_is_described()
    {
        var described = Repository.Code(Repository.Read(Readme)).ToHashSet(StringComparer.Ordinal);

        Values(typeof(Names)).Except(described).ShouldBeEmpty($"described in {Readme}");
    }

    [Fact]
    public void Nothing_is_described_that_does_not_exist()
    {
        var names = Values(typeof(Names)).ToHashSet(StringComparer.Ordinal);

        var invented = Repository.Code(Repository.Read(Readme)).Where(code => OwnName().IsMatch(code) && !names.Contains(code));

        invented.ShouldBeEmpty($"backticked in {Readme}");
    }

    [Fact]
    public void Every_log_event_is_described()
    {
        var described = Repository.Code(Repository.Read(Readme)).ToHashSet(StringComparer.Ordinal);

        var events = Repository.Sources("services", "shared").SelectMany(file => EventName().Matches(Repository.Read(file))).Select(match => match.Groups[1].Value);

        events.Except(described).ShouldBeEmpty($"described in {Readme}");
    }

    [Fact]
    public void Every_log_event_described_is_written_somewhere()
    {
        var written = Repository.Sources("services", "shared").SelectMany(file => EventName().Matches(Repository.Read(file))).Select(match => match.Groups[1].Value);

        Repository.Code(Repository.Read(Readme)).Where(code => LogEvent().IsMatch(code)).Except(written).ShouldBeEmpty();
    }

    [Fact]
    public void A_span_is_verb_and_noun_an_attribute_and_a_metric_are_ingest_and_object()
    {
        Values(typeof(Names.Spans)).ShouldAllBe(name => SpanName().IsMatch(name));
        Values(typeof(Names.Attributes)).Concat(Values(typeof(Names.Metrics))).ShouldAllBe(name => OwnAttribute().IsMatch(name) && !name.Contains("total", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_are_written_in_one_file_only()
    {
        var elsewhere =
            from file in Repository.Sources("services", "shared")
            where file is not ("shared/Hosting/Names.cs" or "shared/Hosting/Names.Metrics.cs")
            from match in Literal().Matches(Repository.Read(file))
            select $"{file}: {match.Value}";

        elsewhere.ShouldBeEmpty();
    }

    private static IEnumerable<string> Values(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (string)field.GetRawConstantValue()!)
        .Concat(type.GetNestedTypes().SelectMany(Values));

    [GeneratedRegex(@"^(ingest\.[a-z._]+|[a-z]+ articles?)$")]
    private static partial Regex OwnName();

    [GeneratedRegex("^[a-z]+ [a-z]+$")]
    private static partial Regex SpanName();

    [GeneratedRegex(@"^ingest(\.[a-z_]+)+$")]
    private static partial Regex OwnAttribute();

    [GeneratedRegex(@"EventName = ""([^""]+)""")]
    private static partial Regex EventName();

    [GeneratedRegex(@"^(hosting|fetcher|deduplicator|tagger|publisher)\.[a-z_]+\.[a-z_]+$")]
    private static partial Regex LogEvent();

    [GeneratedRegex(@"""(ingest\.[a-z._]+|(drop|accept|fetch|deduplicate|tag|publish) article|x-(reason|source|cluster|attempts|first-failed-at|history|replay-of|replay-attempt)|park(ed|\.[0-9]+[a-z]+)|articles\.stream|(deduplicate|tag|publish)-article)""")]
    private static partial Regex Literal();
}
