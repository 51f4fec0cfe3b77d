using System.Diagnostics;
using IngestPipeline.Contracts;
using IngestPipeline.Hosting;

namespace IngestPipeline.Publisher;

/// <summary>Writes on one span all that an article is searched by.</summary>
internal static class ArticleSpan
{
    public static void Describe(this Activity? span, ArticleTagged tagged)
    {
        if (span is null)
            return;
        span.SetTag(Names.Attributes.ArticleId, Ids.Uri(tagged.Article.ArticleId));
        span.SetTag(Names.Attributes.ArticleUrl, tagged.Article.CanonicalUrl?.Split('?')[0]);
        span.SetTag(Names.Attributes.ArticleSource, tagged.Article.Source);
        span.SetTag(Names.Attributes.ArticleLanguage, tagged.Article.Language);
        span.SetTag(Names.Attributes.ArticleVersion, tagged.Version);
        span.SetTag(Names.Attributes.VerdictRelation, tagged.Verdict.Relation);
        span.SetTag(Names.Attributes.VerdictRevision, tagged.Verdict.Revision);
        span.SetTag(Names.Attributes.ClusterId, tagged.Verdict.CopyClusterId);
        span.SetTag(Names.Attributes.FamilyId, tagged.Verdict.FamilyId);
        span.SetTag(Names.Attributes.StoryId, tagged.Verdict.StoryId);
    }
}
