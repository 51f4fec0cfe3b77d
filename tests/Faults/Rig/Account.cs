namespace IngestPipeline.Faults;

/// <summary>The oracle: what became of everything that the broker confirmed, read at rest.</summary>
internal sealed record Account
{
    /// <summary>Submissions of which a message came out.</summary>
    public required int Published { get; init; }

    /// <summary>Submissions that lie in quarantine with a reason.</summary>
    public required int Quarantined { get; init; }

    /// <summary>Submissions that did neither.</summary>
    public required int Lost { get; init; }

    /// <summary>Messages whose id had been there before.</summary>
    public required int Duplicates { get; init; }

    /// <summary>Events under two ids, and ids that stand for two events.</summary>
    public required int OtherIds { get; init; }

    /// <summary>What does not hold, a sentence each.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Holds what was sent against what came out.</summary>
    /// <param name="sent">Ids that the broker confirmed.</param>
    /// <param name="stream">All that was published, in order.</param>
    /// <param name="quarantine">All that lies in quarantine.</param>
    /// <param name="decided">The revision of each article's last groups, by its URI.</param>
    public static Account Of(ICollection<string> sent, IReadOnlyList<Published> stream, IReadOnlyList<Quarantined> quarantine, IReadOnlyDictionary<string, int> decided)
    {
        var published = stream.Select(message => message.Submission).ToHashSet(StringComparer.Ordinal);
        var explained = quarantine.Where(message => message.Reason.Length > 0).Select(message => message.Submission).ToHashSet(StringComparer.Ordinal);
        var lost = sent.Where(id => !published.Contains(id) && !explained.Contains(id)).Order(StringComparer.Ordinal).ToList();
        var otherIds = Several(stream, message => message.Event, message => message.MessageId) + Several(stream, message => message.MessageId, message => message.Event);
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var message in stream)
            last[message.Uri] = message.Revision;
        var outdated = decided.Count(article => last.TryGetValue(article.Key, out var revision) && revision != article.Value);
        var twice = quarantine.GroupBy(message => message.Submission).Where(group => group.Count() > 1).Select(group => group.Key).ToList();

        var problems = new List<string>();
        if (lost.Count > 0)
            problems.Add($"lost: {string.Join(", ", lost.Take(5))}");
        if (otherIds > 0)
            problems.Add($"{otherIds} events or ids that do not go one with one");
        if (outdated > 0)
            problems.Add($"{outdated} articles whose last message has not their last groups");
        if (twice.Count > 0)
            problems.Add($"more than once in quarantine: {string.Join(", ", twice.Take(5))}");
        if (quarantine.Count(message => !sent.Contains(message.Submission)) is var strangers and > 0)
            problems.Add($"{strangers} messages in quarantine that nobody sent");
        return new()
        {
            Published = sent.Count(published.Contains),
            Quarantined = sent.Count(explained.Contains),
            Lost = lost.Count,
            Duplicates = stream.Count - stream.Select(message => message.MessageId).Distinct(StringComparer.Ordinal).Count(),
            OtherIds = otherIds,
            Problems = problems,
        };
    }

    private static int Several(IEnumerable<Published> stream, Func<Published, string> one, Func<Published, string> other) =>
        stream.GroupBy(one, StringComparer.Ordinal).Count(group => group.Select(other).Distinct(StringComparer.Ordinal).Count() > 1);
}
