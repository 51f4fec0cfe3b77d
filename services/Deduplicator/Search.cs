using System.Runtime.InteropServices;

namespace IngestPipeline.Deduplicator;

/// <summary>An article to be compared.</summary>
/// <param name="Again">Whether it was compared before: what no longer holds is to be said too.</param>
/// <param name="Thoroughly">Whether to compare it with every member of the clusters it is tied to.</param>
internal sealed record Sought(long Key, ReadText Text, bool Again = false, bool Thoroughly = false);

/// <summary>What comparing found.</summary>
/// <param name="Findings">Its edges, story edges aside.</param>
/// <param name="Neighbours">The nearest texts it is not derived from, with their similarity.</param>
/// <param name="Refused">Texts much like it that it does not derive from, for other figures and names.</param>
/// <param name="Thorough">Whether it was compared with every member of the clusters it is tied to.</param>
/// <param name="Recurring">Hashes that other articles of its source are found by too, and which.</param>
/// <param name="Everywhere">Hashes that find too much.</param>
/// <param name="Candidates">How many it was compared with.</param>
internal sealed record Found(
    Sought Sought,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<(long Key, double Similarity)> Neighbours,
    IReadOnlyList<long> Refused,
    bool Thorough,
    IReadOnlyDictionary<int, List<long>> Recurring,
    IReadOnlyList<int> Everywhere,
    int Candidates);

/// <summary>
/// Finds what articles might be related to, and compares. Only the centres of copy clusters are found by all their
/// hashes, the others by what they have more; so an article that may become a centre is compared with all members of the
/// clusters it is tied to, and the groups come out as if everything had been compared with everything.
/// </summary>
internal sealed class Search(Texts texts)
{
    private const int FewestShared = 2, MostAlike = 40, MostCandidates = 64, MostMembers = 512;

    // Sharing so much, two texts are tied whatever is made of it.
    private const double Alike = 0.3;

    // What so many find, mostly centres of clusters, is a phrase of the trade or a much-used name, and finds nothing.
    private const int MostPerGram = 256, MostPerWord = 64;

    /// <summary>One an article, in order. Reads postings before clusters, so that what leaves the one is seen in the other.</summary>
    public async Task<IReadOnlyList<Found>> Of(IStoreSession session, IReadOnlyList<Sought> articles, CancellationToken cancellationToken)
    {
        var postings = PostingLists.Of(await session.Postings([.. articles.SelectMany(article => article.Text.Hashes).Distinct()], cancellationToken));
        var partners = await Partners(session, articles, cancellationToken);
        var hits = articles.Select(article => Hits(article, postings)).ToList();
        var read = await texts.Get(session, hits.SelectMany(hit => hit.Keys).Concat(partners.SelectMany(group => group)), cancellationToken);

        var found = new List<Found>(articles.Count);
        foreach (var (article, hit) in articles.Zip(hits))
            found.Add(Compare(article, hit, hit.Keys.Concat(partners[article.Key]).Distinct(), read));
        return await Thorough(session, found, cancellationToken);
    }

    private static async Task<ILookup<long, long>> Partners(IStoreSession session, IReadOnlyList<Sought> articles, CancellationToken cancellationToken)
    {
        var again = articles.Where(article => article.Again).Select(article => article.Key).ToHashSet();
        var edges = again.Count == 0 ? [] : await session.Edges(again, cancellationToken);
        return edges.SelectMany(edge => new[] { (edge.Left, edge.Right), (Left: edge.Right, Right: edge.Left) })
            .Where(pair => again.Contains(pair.Left)).ToLookup(pair => pair.Left, pair => pair.Right);
    }

    // Those that share most grams, and of the others those that share most grams and telling words together.
    private static Hit Hits(Sought article, PostingLists postings)
    {
        var (recurring, everywhere) = (new Dictionary<int, List<long>>(), new List<int>());
        var source = Sources.Hash(article.Text.Source);
        var shared = new Dictionary<long, int>();
        Count(article.Text.Grams, MostPerGram);
        var alike = Most(shared, MostAlike);
        Count(article.Text.Telling, MostPerWord);
        return new([.. alike.Union(Most(shared, MostCandidates)).Take(MostCandidates)], recurring, everywhere);

        void Count(int[] hashes, int most)
        {
            foreach (var hash in hashes)
            {
                int others = 0, alike = 0;
                foreach (var posting in postings[hash])
                {
                    others += posting.Key != article.Key ? 1 : 0;
                    alike += source != 0 && posting.Source == source && posting.Key != article.Key ? 1 : 0;
                }
                if (alike >= 2)
                    recurring[hash] = KeysAt(postings[hash], source, article.Key);
                if (others > most)
                {
                    everywhere.Add(hash);
                    continue;
                }
                foreach (var posting in postings[hash])
                {
                    if (posting.Key != article.Key)
                        CollectionsMarshal.GetValueRefOrAddDefault(shared, posting.Key, out _)++;
                }
            }
        }
    }

    private static List<long> KeysAt(ReadOnlySpan<Posting> postings, int source, long except)
    {
        var keys = new List<long>();
        foreach (var posting in postings)
        {
            if (posting.Source == source && posting.Key != except)
                keys.Add(posting.Key);
        }
        return keys;
    }

    private static List<long> Most(Dictionary<long, int> shared, int most) => [.. shared.Where(pair => pair.Value >= FewestShared)
        .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(most).Select(pair => pair.Key)];

    private static Found Compare(Sought article, Hit hit, IEnumerable<long> keys, Dictionary<long, ReadText> read)
    {
        var (findings, neighbours, refused, compared) = (new List<Finding>(), new List<(long, double)>(), new List<long>(), 0);
        foreach (var key in keys)
        {
            if (!read.TryGetValue(key, out var other))
                continue;
            compared++;
            var finding = Finding(article, other);
            if (finding.Edge.Kind == EdgeKind.Story)
                neighbours.Add((key, finding.Edge.Likeness));
            else if (finding.Edge.Kind != EdgeKind.None)
                findings.Add(finding);
            if (finding.Edge.Kind is not (EdgeKind.Story or EdgeKind.None))
                continue;
            if (finding.Edge.Strength >= Alike)
                refused.Add(key);
            if (article.Again)
                findings.Add(new(finding.Edge with { Kind = EdgeKind.None }, null));
        }
        return new(article, findings, neighbours, refused, false, hit.Recurring, hit.Everywhere, compared);
    }

    private static Finding Finding(Sought article, ReadText other)
    {
        var finding = Comparison.Of(article.Text.Candidate, other.Candidate);
        return finding with { Edge = finding.Edge with { Furniture = article.Text.Furniture + other.Furniture } };
    }

    private async Task<IReadOnlyList<Found>> Thorough(IStoreSession session, List<Found> found, CancellationToken cancellationToken)
    {
        var tied = found.SelectMany(Tied).ToHashSet();
        var members = (await session.Members(tied, cancellationToken)).ToDictionary(member => member.Key);
        var open = found.Select(one => Clusters(one, members)).ToList();
        var clusters = (await session.Clusters([.. open.SelectMany(centres => centres).Distinct()], cancellationToken))
            .ToLookup(member => member.Decision!.Groups.Centre, member => member);
        var sought = found.Zip(open, (one, centres) => centres.Count == 0 ? Representatives(one, members)
            : centres.SelectMany(centre => clusters[centre]).Where(member => !member.IsSuperseded && member.Key != one.Sought.Key)
                .OrderBy(member => member.Node, Groups.Longest).Take(MostMembers).Select(member => member.Key).ToList()).ToList();
        var read = await texts.Get(session, sought.SelectMany(keys => keys), cancellationToken);
        return [.. found.Select((one, index) => With(one, open[index].Count > 0 || !Tied(one).Any(), sought[index], read))];
    }

    private static IEnumerable<long> Tied(Found found) =>
        found.Findings.Where(finding => finding.Edge.IsDerived).Select(finding => finding.Edge.Other(found.Sought.Key)).Concat(found.Refused);

    // The centres of the clusters an article is tied to, unless it simply joins one, neither its centre nor its representative.
    private static IReadOnlyList<long> Clusters(Found found, Dictionary<long, Member> members)
    {
        bool Joins(Edge edge) => edge.IsCopy && members.TryGetValue(edge.Other(found.Sought.Key), out var other) && !other.IsSuperseded
            && (other.Decision is null || other.Decision.Groups.Centre == other.Key) && Groups.Longest.Compare(other.Node, found.Sought.Text.Node) < 0
            && Groups.Order.Compare(other.Node, found.Sought.Text.Node) < 0;
        return found.Findings.Any(finding => Joins(finding.Edge)) && !found.Sought.Thoroughly ? []
            : [.. Tied(found).Where(members.ContainsKey).Select(key => members[key].Decision?.Groups.Centre ?? key).Distinct()];
    }

    // What an article is said to be a copy of, beside the centre that it joins.
    private static List<long> Representatives(Found found, Dictionary<long, Member> members) =>
    [.. found.Findings.Where(finding => finding.Edge.IsCopy && members.ContainsKey(finding.Edge.Other(found.Sought.Key)))
        .Select(finding => members[finding.Edge.Other(found.Sought.Key)].Decision?.Groups.Representative).OfType<long>().Where(key => key != found.Sought.Key).Distinct()];

    private static Found With(Found found, bool thorough, List<long> keys, Dictionary<long, ReadText> read)
    {
        var compared = found.Findings.Select(finding => finding.Edge.Other(found.Sought.Key)).ToHashSet();
        var more = Compare(found.Sought with { Again = false }, new([], found.Recurring, found.Everywhere), keys.Where(key => !compared.Contains(key)), read);
        return found with { Findings = [.. found.Findings, .. more.Findings], Thorough = thorough, Candidates = found.Candidates + more.Candidates };
    }

    private sealed record Hit(IReadOnlyList<long> Keys, IReadOnlyDictionary<int, List<long>> Recurring, IReadOnlyList<int> Everywhere);
}
