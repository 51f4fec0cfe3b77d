using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator;

/// <summary>A decision before and after.</summary>
internal readonly record struct Change(Decision? Before, Decision After)
{
    public bool IsNews => Before != After;

    /// <summary>True when the article was announced before and is to be announced again.</summary>
    /// <param name="leftBehind">Whether what was decided earlier and never handed over counts too.</param>
    public bool IsToAnnounce(bool leftBehind) => After.Revision > 0 && (After.Revision > Before?.Revision || (leftBehind && After.IsPending));
}

/// <summary>
/// Gives families their stories: those of every story touched are grouped anew by how near they are. A story keeps its
/// key for as long as most of it stays together, so that what is announced again is what really moved.
/// </summary>
internal sealed class StorySettlement(IStoreSession session, Dictionary<long, Member> members, Dictionary<long, Grouping> groups, Dictionary<long, Origin?> origins, Dictionary<long, Found> found)
{
    /// <summary>Decisions on all that was grouped, and on all whose story changed with it.</summary>
    public async Task<IReadOnlyList<Change>> Decide(CancellationToken cancellationToken)
    {
        var stories = groups.Values.Any(IsNew) ? await Regroup(cancellationToken) : Kept();
        return [.. groups.Values.Select(group => Decision(group with { Story = stories[group.Family] }, members[group.Key])),
            .. _others.Values.Select(member => Decision(member.Decision!.Groups with { Story = stories[member.Decision.Groups.Family] }, member))];
    }

    private readonly Dictionary<long, Member> _others = [];
    private readonly HashSet<long> _holdMore = [.. found.Values.Where(one => !one.Sought.Again).SelectMany(one => one.Findings.Select(finding => finding.Edge.Container)).OfType<long>()];

    // Only the centre of a cluster has a say in the story; what merely joins one changes nothing.
    private bool IsNew(Grouping group)
    {
        var before = members[group.Key].Decision?.Groups;
        return (group.Centre == group.Key && (found.ContainsKey(group.Key) || before is null || before.Centre != group.Key || before.Family != group.Family))
            || (group.Family == group.Key && before?.Family != group.Key);
    }

    private Dictionary<long, long> Kept() => groups.Values.Select(group => group.Family).Distinct().ToDictionary(family => family, family => members[family].Decision!.Groups.Story);

    private async Task<Dictionary<long, long>> Regroup(CancellationToken cancellationToken)
    {
        var near = (await session.Members([.. found.Values.SelectMany(one => one.Neighbours.Select(neighbour => neighbour.Key)).Where(key => !members.ContainsKey(key)).Distinct()], cancellationToken))
            .Select(member => member.Decision);
        var touched = near.Concat(members.Values.Select(member => member.Decision)).OfType<Decision>().Select(decision => decision.Groups.Story).ToHashSet();
        foreach (var member in (await session.Stories(touched, cancellationToken)).Where(member => !member.IsSuperseded && !groups.ContainsKey(member.Key) && !members.ContainsKey(member.Key)))
            _others[member.Key] = member;

        var all = groups.Values.Select(group => (Node: members[group.Key].Node, Group: group, Neighbours: NeighboursOf(group)))
            .Concat(_others.Values.Select(member => (member.Node, member.Decision!.Groups, member.Decision.Neighbours))).ToList();
        var family = all.Where(one => one.Item2.Relation != Relations.Composite).ToDictionary(one => one.Node.Key, one => one.Item2.Family);
        var families = all.Where(one => one.Item2.Family == one.Node.Key).OrderBy(one => one.Node, Groups.Order).Select(one => one.Node.Key).ToList();
        var edges = all.Where(one => family.ContainsKey(one.Node.Key)).SelectMany(one => Neighbours.Read(one.Item3)
            .Where(neighbour => family.ContainsKey(neighbour.Key) && family[neighbour.Key] != one.Item2.Family)
            .Select(neighbour => new StoryEdge(one.Item2.Family, family[neighbour.Key], neighbour.Similarity)));
        return Named(Stories.Of(families, edges), family);
    }

    // Of a family to its story's key, the key of one of its articles: the one most of it had, if that article is still
    // in it, else its first family's.
    private Dictionary<long, long> Named(IReadOnlyDictionary<long, long> first, Dictionary<long, long> family)
    {
        long? Former(long key) => members.TryGetValue(key, out var member) || _others.TryGetValue(key, out member) ? member.Decision?.Groups.Story : null;
        bool IsIn(long key, long story) => family.TryGetValue(key, out var its) && first[its] == story;
        var named = new Dictionary<long, long>();
        foreach (var story in first.GroupBy(pair => pair.Value, pair => pair.Key))
        {
            var key = story.Select(Former).OfType<long>().Where(former => IsIn(former, story.Key)).CountBy(former => former)
                .OrderByDescending(count => count.Value).ThenBy(count => count.Key).Select(count => (long?)count.Key).FirstOrDefault() ?? story.Key;
            foreach (var one in story)
                named[one] = key;
        }
        return named;
    }

    private string NeighboursOf(Grouping group) => group.Centre != group.Key || group.Relation == Relations.Composite ? ""
        : found.TryGetValue(group.Key, out var one) ? Neighbours.Write(one.Neighbours)
        : members[group.Key].Decision?.Neighbours ?? "";

    private Change Decision(Grouping group, Member member)
    {
        var before = member.Decision;
        var (origin, neighbours) = groups.ContainsKey(group.Key) ? (origins[group.Representative], NeighboursOf(group)) : (before!.Origin, before.Neighbours);
        var revision = Deduplicator.Decision.RevisionOf(before, group, origin, _holdMore.Contains(group.Key));
        return new(before, new(group, origin, neighbours, revision, before?.HandedOver ?? -1, before?.Reconsider ?? false));
    }
}
