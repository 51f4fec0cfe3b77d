using System.CommandLine;
using IngestPipeline.Hosting;

namespace IngestPipeline.Cli;

/// <summary>Which messages of the quarantine are meant. Without any option: all.</summary>
internal sealed record QuarantineFilter
{
    private static readonly Option<string?> ReasonOption = new("--reason") { Description = "Those whose reason contains this, in any case.", HelpName = "TEXT" };
    private static readonly Option<string?> SourceOption = new("--source") { Description = "Those of this source, or from this host.", HelpName = "HOST" };
    private static readonly Option<string?> StageOption = new("--stage") { Description = "Those that failed at this queue, such as intake or tag-article.", HelpName = "QUEUE" };
    private static readonly Option<string?> IdOption = new("--id") { Description = "Those whose id begins with this.", HelpName = "ID" };
    private static readonly Option<TimeSpan?> OlderOption = AgeOption.New("--older-than", "Those that have lain there for longer.");
    private static readonly Option<TimeSpan?> NewerOption = AgeOption.New("--newer-than", "Those that have not lain there for as long.");

    private string? Reason { get; init; }
    private string? Source { get; init; }
    private string? Stage { get; init; }
    private string? Id { get; init; }
    private TimeSpan? OlderThan { get; init; }
    private TimeSpan? NewerThan { get; init; }

    public static IEnumerable<Option> Options => [ReasonOption, SourceOption, StageOption, IdOption, OlderOption, NewerOption];

    public static QuarantineFilter Of(ParseResult result) => new()
    {
        Reason = result.GetValue(ReasonOption),
        Source = result.GetValue(SourceOption),
        Stage = result.GetValue(StageOption),
        Id = result.GetValue(IdOption),
        OlderThan = result.GetValue(OlderOption),
        NewerThan = result.GetValue(NewerOption),
    };

    /// <summary>True for a message that is meant. One of unknown age is neither older nor newer than anything.</summary>
    public bool Takes(QuarantinedMessage message, DateTimeOffset now)
    {
        var age = now - message.Since;
        return (Reason is null || message.Reason.Contains(Reason, StringComparison.OrdinalIgnoreCase))
            && (Source is null || string.Equals(Source, message.Source, StringComparison.OrdinalIgnoreCase))
            && (Stage is null || string.Equals(Stage, message.Queue, StringComparison.Ordinal))
            && (Id is null || message.Id.StartsWith(Id, StringComparison.OrdinalIgnoreCase))
            && (OlderThan is null || age > OlderThan)
            && (NewerThan is null || age < NewerThan);
    }
}
