using System.Diagnostics;
using IngestPipeline.Contracts;
using IngestPipeline.Hosting;

namespace IngestPipeline.Deduplicator;

/// <summary>Writes a verdict on its span, so that the trace answers why an article was called a copy.</summary>
internal static class VerdictSpan
{
    public static void Describe(this Activity? span, Decided decided)
    {
        if (span is null)
            return;
        var verdict = decided.Verdict;
        span.SetTag(Names.Attributes.ArticleId, Ids.Uri(decided.Article.ArticleId));
        span.SetTag(Names.Attributes.ArticleVersion, decided.Version);
        span.SetTag(Names.Attributes.VerdictRelation, verdict.Relation);
        span.SetTag(Names.Attributes.VerdictRevision, verdict.Revision);
        span.SetTag(Names.Attributes.VerdictMatchedBy, verdict.MatchedBy);
        span.SetTag(Names.Attributes.VerdictContainment, verdict.RelatedTo.Count > 0 ? verdict.RelatedTo[0].Containment : null);
        span.SetTag(Names.Attributes.VerdictOriginator, verdict.Originator?.Name);
        span.SetTag(Names.Attributes.ClusterId, verdict.CopyClusterId);
        span.SetTag(Names.Attributes.FamilyId, verdict.FamilyId);
        span.SetTag(Names.Attributes.StoryId, verdict.StoryId);
        if (verdict.RepresentativeId == decided.Article.ArticleId)
            return;
        span.SetTag(Names.Attributes.VerdictRepresentative, Ids.Uri(verdict.RepresentativeId));
        if (ActivityContext.TryParse(verdict.RepresentativeTraceParent, null, isRemote: true, out var representative))
            span.AddLink(new ActivityLink(representative));
    }
}
