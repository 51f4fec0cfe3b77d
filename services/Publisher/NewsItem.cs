using System.Text.Json.Nodes;
using IngestPipeline.Contracts;
using IngestPipeline.Hosting;

namespace IngestPipeline.Publisher;

/// <summary>The article as an IPTC ninjs 3.1 news object, which is closed against additions: nothing of ours goes inside.</summary>
internal static class NewsItem
{
    private const double AboutFrom = 0.5;

    public static JsonObject Of(ArticleTagged tagged)
    {
        var (article, verdict) = (tagged.Article, tagged.Verdict);
        var item = new JsonObject
        {
            ["standard"] = new JsonObject
            {
                ["name"] = "ninjs",
                ["version"] = "3.1",
                ["schema"] = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
            },
            ["uri"] = Ids.Uri(article.ArticleId),
            ["type"] = "text",
            ["representationType"] = article.IsAccessibleForFree == false ? "partial" : "full",
            ["profile"] = "ingestpipeline-enriched-article",
            ["version"] = tagged.Version.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["firstCreated"] = Json.Instant(article.Times.FirstSeenAt),
            ["versionCreated"] = Json.Instant(article.Times.ModifiedAt ?? article.Times.FetchedAt ?? article.Times.FirstSeenAt),
            ["pubStatus"] = "usable",
            ["language"] = article.Language,
            ["title"] = article.Headline,
            ["headlines"] = new JsonArray(new JsonObject { ["role"] = "main", ["contentType"] = "text/plain", ["value"] = article.Headline }),
            ["bodies"] = new JsonArray(Body(article)),
        };
        item.AddUnlessNull("contentCreated", Json.Instant(article.Times.PublishedAt));
        if (article.Summary is not null)
            item["descriptions"] = new JsonArray(new JsonObject { ["role"] = "summary", ["contentType"] = "text/plain", ["value"] = article.Summary });
        item.AddUnlessNull("by", article.Byline);
        item.AddUnlessNull("located", article.Dateline);
        item.AddUnlessNull("copyrightNotice", article.Copyright);
        item.AddUnlessEmpty("people", [.. article.Authors.Where(author => author.Kind == "person").Select(Author), .. Named(tagged, "PER")]);
        item.AddUnlessEmpty("organisations", Named(tagged, "ORG"));
        item.AddUnlessEmpty("places", Named(tagged, "LOC"));
        item.AddUnlessEmpty("infoSources", Sources(article));
        item.AddUnlessEmpty("altIds", AlternativeIds(article));
        if (verdict.RepresentativeId != article.ArticleId)
        {
            item["associations"] = new JsonArray(new JsonObject
            {
                ["name"] = "representative",
                ["rel"] = "duplicateOf",
                ["uri"] = Ids.Uri(verdict.RepresentativeId),
                ["type"] = "text",
            });
        }
        return item;
    }

    private static JsonObject Body(ArticleFetched article) => new()
    {
        ["role"] = "main",
        ["contentType"] = "text/plain",
        ["charCount"] = article.Text.Length,
        ["wordCount"] = article.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length,
        ["value"] = article.Text,
    };

    private static JsonNode Author(Author author) => new JsonObject { ["name"] = author.Name, ["rel"] = "author", ["literal"] = author.Name };

    private static IEnumerable<JsonNode> Named(ArticleTagged tagged, string type) => tagged.Entities
        .Where(entity => entity.Type == type)
        .Select(entity =>
        {
            var named = new JsonObject { ["name"] = entity.Name, ["rel"] = entity.Salience >= AboutFrom ? "about" : "mentioned" };
            named[entity.Uri is null ? "literal" : "uri"] = entity.Uri ?? entity.Name;
            return named;
        });

    private static IEnumerable<JsonNode> Sources(ArticleFetched article)
    {
        if (article.Source is not null)
        {
            var source = new JsonObject { ["name"] = article.SiteName ?? article.Source, ["role"] = "publisher" };
            if (Uri.CheckHostName(article.Source) == UriHostNameType.Dns && article.Source.Contains('.', StringComparison.Ordinal))
                source["uri"] = $"https://{article.Source}";
            yield return source;
        }
        if (article.Agency is { } agency)
        {
            var originator = new JsonObject { ["name"] = agency.Name, ["role"] = "originator" };
            originator.AddUnlessNull("uri", agency.Uri);
            yield return originator;
        }
    }

    private static IEnumerable<JsonNode> AlternativeIds(ArticleFetched article)
    {
        foreach (var (role, value) in new[]
        {
            ("submitterId", article.SubmitterId), ("canonicalUrl", article.CanonicalUrl),
            ("requestedUrl", article.Fetch?.RequestedUrl), ("finalUrl", article.Fetch?.FinalUrl),
        })
        {
            if (value is not null)
                yield return new JsonObject { ["role"] = role, ["value"] = value };
        }
    }
}
