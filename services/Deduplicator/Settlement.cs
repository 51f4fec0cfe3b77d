namespace IngestPipeline.Deduplicator;

/// <summary>What one settlement left behind.</summary>
/// <param name="Changes">Of every article whose groups were derived anew.</param>
/// <param name="Reconsider">Articles to be compared again: their cluster's centre fell away, they are one without
/// having been compared with all of it, or more of their words turned out to be furniture.</param>
internal sealed record Settled(IReadOnlyList<Change> Changes, IReadOnlyCollection<long> Reconsider);

/// <summary>
/// Turns findings into groups, in the one session that may write: everything that derives from one another is grouped
/// anew from the stored edges, so what comes out does not depend on what came first. Then it keeps the index small:
/// a copy is found no longer by what its cluster's centre is found by.
/// </summary>
internal sealed class Settlement(IStoreSession session, Texts texts, FurnitureBook book, IReadOnlyList<Found> found)
{
    // A net of derived texts wider than this is grouped without its far end.
    private const int MostRelatives = 4096;

    private readonly Dictionary<long, Member> _members = [];
    private readonly List<Edge> _edges = [];
    private readonly HashSet<long> _reconsider = [];
    private readonly Dictionary<long, Found> _found = found.ToDictionary(one => one.Sought.Key);
    private Dictionary<long, Grouping> _groups = [];
    private Dictionary<long, Origin?> _origins = [];

    /// <summary>Writes it all; the caller commits.</summary>
    public async Task<Settled> Write(CancellationToken cancellationToken)
    {
        await session.Save(Distinct(found.SelectMany(one => one.Findings)), cancellationToken);
        await Gather(cancellationToken);
        _groups = Groups.Of([.. _members.Values.Where(IsGrouped).Select(member => member.Node)], _edges).ToDictionary(group => group.Key);
        _origins = _groups.Values.GroupBy(group => group.Representative).ToDictionary(cluster => cluster.Key, cluster => Origin.Of([.. cluster.Select(group => _members[group.Key])]));
        _reconsider.UnionWith(_groups.Values.Where(IsUnseenCentre).Select(group => group.Key));

        await Furnish(cancellationToken);
        var decisions = await new StorySettlement(session, _members, _groups, _origins, _found).Decide(cancellationToken);
        await session.Save([.. decisions.Where(decision => decision.IsNews).Select(decision => decision.After)], cancellationToken);
        await session.Remove([.. _members.Values.Where(member => member is { IsSuperseded: true, Decision: not null }).Select(member => member.Key)], cancellationToken);
        await session.Post(await Postings(cancellationToken), cancellationToken);
        await session.Reconsider([.. _found.Keys], false, cancellationToken);
        await session.Reconsider(_reconsider, true, cancellationToken);
        return new(decisions, _reconsider);
    }

    // The articles with everything that derives from them, and from that, and so on; superseded versions among them, so
    // that what they held together is derived anew as well.
    private async Task Gather(CancellationToken cancellationToken)
    {
        HashSet<long> asked = [];
        HashSet<long> next = [.. _found.Keys];
        while (next.Count > 0 && _members.Count < MostRelatives)
        {
            asked.UnionWith(next);
            var more = (await session.Relatives(next, cancellationToken)).Where(member => _members.TryAdd(member.Key, member)).ToList();
            asked.UnionWith(more.Select(member => member.Key));
            var edges = await session.Edges([.. more.Where(member => !member.IsSuperseded).Select(member => member.Key)], cancellationToken);
            _edges.AddRange(edges.Where(edge => edge.Kind != EdgeKind.None));
            next = [.. edges.SelectMany(edge => edge.IsDerived ? [edge.Left, edge.Right] : edge.Container is { } container ? new[] { container } : []).Where(key => !asked.Contains(key))];
        }
        await LeaveOutSuperseded(cancellationToken);
    }

    // What a round-up held in a version that is superseded, it holds no more.
    private async Task LeaveOutSuperseded(CancellationToken cancellationToken)
    {
        var items = _edges.Where(edge => edge.Container is not null).SelectMany(edge => new[] { edge.Left, edge.Right }).Where(key => !_members.ContainsKey(key)).ToHashSet();
        var gone = (await session.Members(items, cancellationToken)).Where(member => member.IsSuperseded).Select(member => member.Key)
            .Concat(_members.Values.Where(member => member.IsSuperseded).Select(member => member.Key)).ToHashSet();
        _edges.RemoveAll(edge => gone.Contains(edge.Left) || gone.Contains(edge.Right));
    }

    // What was remembered but not decided yet stays out: its own handler brings it in.
    private bool IsGrouped(Member member) => !member.IsSuperseded && (member.Decision is not null || _found.ContainsKey(member.Key));

    private bool IsUnseenCentre(Grouping group)
    {
        if (group.Centre != group.Key)
            return false;
        return _found.TryGetValue(group.Key, out var one) ? !one.Thorough
            : _members[group.Key].Decision is { } before && before.Groups.Centre != group.Key;
    }

    private static List<Finding> Distinct(IEnumerable<Finding> findings) =>
        [.. findings.GroupBy(finding => (finding.Edge.Left, finding.Edge.Right)).Select(pair => pair.MaxBy(finding => finding.Edge.Furniture)!)];

    // What two other clusters of the source have as well is furniture where two such 3-grams follow each other; one alone
    // is a phrase. Everything that has it is to be read anew.
    private async Task Furnish(CancellationToken cancellationToken)
    {
        await book.Refresh(session, cancellationToken);
        var recurring = found.SelectMany(one => one.Recurring.Values.SelectMany(keys => keys)).Where(key => !_groups.ContainsKey(key)).ToHashSet();
        // What is not decided yet, or superseded, is in no cluster, and may be a copy: the last of them to be decided sees the others.
        var clusters = (await session.Members(recurring, cancellationToken)).Where(member => member is { IsSuperseded: false, Decision: not null }).ToDictionary(member => member.Key, member => member.Decision!.Groups.Representative);
        long? Cluster(long key) => _groups.TryGetValue(key, out var group) ? group.Representative : clusters.TryGetValue(key, out var cluster) ? cluster : null;

        HashSet<FurnitureHash> furniture = [];
        foreach (var one in found)
        {
            var (text, own) = (one.Sought.Text, Cluster(one.Sought.Key));
            var known = book.Of(text.Source, text.Sample);
            if (known.Count != text.Furniture)
                _reconsider.Add(one.Sought.Key);
            bool Recurs(ulong gram) => one.Recurring.TryGetValue((int)gram, out var keys) && keys.Select(Cluster).Where(cluster => cluster is not null && cluster != own).Distinct().Count() >= 2;
            foreach (var gram in one.Recurring.Count == 0 ? [] : Deduplicator.Furniture.Runs(text.Sample, gram => known.Contains(gram) || Recurs(gram)).Where(gram => !known.Contains(gram)))
            {
                furniture.Add(new(text.Source!, (int)gram));
                _reconsider.UnionWith(one.Recurring.GetValueOrDefault((int)gram, []));
                _reconsider.Add(one.Sought.Key);
            }
            furniture.UnionWith(one.Everywhere.Where(hash => !book.IsEverywhere(hash)).Select(hash => new FurnitureHash("", hash)));
        }
        await session.Furnish(furniture, cancellationToken);
    }

    // A member keeps only what its centre is not found by; one that is a centre again gets all of it back.
    private async Task<IReadOnlyCollection<(long Key, int[] Hashes)>> Postings(CancellationToken cancellationToken)
    {
        var joined = _groups.Values.Where(group => group.Centre != group.Key && WasCentre(group.Key)).ToList();
        var freed = _groups.Values.Where(group => group.Centre == group.Key && !WasCentre(group.Key)).ToList();
        var read = await texts.Get(session, joined.SelectMany(group => new[] { group.Key, group.Centre }).Concat(freed.Select(group => group.Key)), cancellationToken);
        return [
            .. joined.Where(group => read.ContainsKey(group.Key) && read.ContainsKey(group.Centre))
                .Select(group => (group.Key, read[group.Key].Hashes.Except(read[group.Centre].Hashes).ToArray())),
            .. freed.Where(group => read.ContainsKey(group.Key)).Select(group => (group.Key, read[group.Key].Hashes)),
            .. _members.Values.Where(member => member is { IsSuperseded: true, Decision: not null }).Select(member => (member.Key, Array.Empty<int>()))];
    }

    private bool WasCentre(long key) => _members[key].Decision is not { } before || before.Groups.Centre == key;
}
