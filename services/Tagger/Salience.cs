namespace IngestPipeline.Tagger;

/// <summary>
/// How much the article is about an entity: half its share of mentions (against the most mentioned), a quarter for the
/// headline, a quarter for how early it is first named. 0 to 1, two digits. Weakness: pronouns do not count.
/// </summary>
internal static class Salience
{
    /// <param name="most">Mentions of the most mentioned entity, at least 1.</param>
    public static double Of(Reading reading, Cluster cluster, int most)
    {
        var first = cluster.Mentions[0];
        var inBody = cluster.Mentions.Find(name => reading.Words[name.First].Field == 1);
        var headline = reading.Words[first.First].Field == 0 ? 1 : 0;
        var early = inBody == default ? 0 : 1 - ((double)reading.Words[inBody.First].Start / Math.Max(1, reading.Fields[1].Length));
        return Math.Round((0.5 * cluster.Mentions.Count / most) + (0.25 * headline) + (0.25 * early), 2);
    }
}
