using IngestPipeline.Contracts;
using IngestPipeline.Text;

namespace IngestPipeline.Fetcher;

/// <summary>Puts the message together. What was submitted goes before what was found.</summary>
internal static class FetchedArticle
{
    /// <summary>The article of a plain text.</summary>
    public static ArticleFetched OfText(SubmitArticle submission, Furniture body, Intake intake, DateTimeOffset now, FetchedPage? page = null) =>
        Assemble(submission, body, new PageMetadata { CanonicalUrl = page is null ? null : CanonicalUrl.Of(page.Details.FinalUrl, null) }, "text", [], intake, now, page);

    /// <summary>The article of a page.</summary>
    public static ArticleFetched OfPage(SubmitArticle submission, ExtractedArticle found, Intake intake, DateTimeOffset now, FetchedPage? page = null) =>
        Assemble(submission, found.Body, found.Metadata, found.Method, found.Warnings, intake, now, page);

    /// <summary>The HTTP exchange, addresses without user info.</summary>
    public static FetchDetails Details(Page page, string charset) => new()
    {
        RequestedUrl = page.RequestedUrl.AbsoluteUri,
        FinalUrl = page.FinalUrl.AbsoluteUri,
        Redirects = [.. page.Redirects.Select(redirect => redirect.AbsoluteUri)],
        Status = page.Status,
        ContentType = page.ContentType,
        Charset = charset,
        Bytes = page.Body.Length,
        ETag = page.ETag,
        LastModified = page.LastModified,
        DurationMs = (long)page.Duration.TotalMilliseconds,
    };

    private static ArticleFetched Assemble(SubmitArticle submission, Furniture body, PageMetadata page, string method, IReadOnlyList<string> warnings,
        Intake intake, DateTimeOffset now, FetchedPage? fetched)
    {
        var (fetch, evidence) = (fetched?.Details, fetched?.Evidence);
        if (body.Text.Length == 0) throw new NoArticleException("empty", "Nothing is left of the text after captions, bylines and notices are taken off.");

        var provenance = new Dictionary<string, string>(page.Provenance, StringComparer.Ordinal);
        var canonical = Canonical(submission, page, fetch, provenance);
        var source = submission.Source ?? CanonicalUrl.Host(canonical ?? fetch?.FinalUrl ?? submission.Url);
        var language = LanguageGuess.Of(body.Text, submission.Language ?? page.Language);
        var headline = HeadlineOf(submission, body, page, evidence, language, provenance);
        provenance["language"] = "text";
        var (times, doubts) = Times(submission, body, page, language, now, fetched, provenance);
        var identity = ArticleIdentity.Of(submission, source, canonical, headline, body.Text);
        var authors = Authors(body, page, evidence, provenance);
        return new ArticleFetched
        {
            ArticleId = identity.ArticleId,
            Text = body.Text,
            Headline = headline,
            Language = language,
            Intake = intake with { ReceivedAt = intake.ReceivedAt ?? now },
            Times = times,
            Source = source,
            SiteName = page.SiteName,
            SubmitterId = submission.Id ?? intake.CorrelationId,
            CanonicalUrl = canonical,
            Summary = page.Summary is { } summary ? Normalize.ForReading(summary) : null,
            Byline = body.Byline ?? page.Byline,
            Authors = authors,
            Dateline = body.Place,
            Agency = body.Agency ?? authors.Where(author => author.Kind == "agency").Select(author => Agencies.Named(author.Name, $"byline:{author.Name}")).FirstOrDefault(),
            Captions = body.Captions,
            Copyright = body.Copyright,
            Fetch = fetch,
            Page = page.Details,
            Feed = evidence,
            Extraction = new ExtractionDetails { Method = method, Provenance = provenance, Warnings = [.. warnings.Concat(body.Warnings).Concat(doubts)] },
            IsAccessibleForFree = page.IsAccessibleForFree,
        };
    }

    private static string? Canonical(SubmitArticle submission, PageMetadata page, FetchDetails? fetch, Dictionary<string, string> provenance)
    {
        // An address beside text or html identifies; one that was fetched gives way to what the page declares.
        if (fetch is null && submission.Url is { } url && CanonicalUrl.Of(url, null) is { } submitted)
        {
            provenance["canonicalUrl"] = "submitted";
            return submitted;
        }

        return page.CanonicalUrl;
    }

    private static string HeadlineOf(SubmitArticle submission, Furniture body, PageMetadata page, FeedEvidence? evidence, string language, Dictionary<string, string> provenance)
    {
        foreach (var (rule, title) in new[] { ("submitted", submission.Title), (provenance.GetValueOrDefault("title", "page"), page.Title), ("feed", evidence?.Title), ("text", body.Headline) })
        {
            if (string.IsNullOrWhiteSpace(title) || Normalize.ForReading(title).ReplaceLineEndings(" ") is not { Length: > 0 } clean) continue;
            provenance["title"] = rule;
            return clean;
        }

        provenance["title"] = "opening";
        return Headline.FromOpening(body.Text, language);
    }

    private static IReadOnlyList<Author> Authors(Furniture body, PageMetadata page, FeedEvidence? evidence, Dictionary<string, string> provenance)
    {
        if (page.Authors.Count > 0) return page.Authors;
        var (rule, authors) = body.Authors.Count > 0 || evidence is null ? ("text", body.Authors) : ("feed", [.. evidence.Authors.SelectMany(name => Authorship.Names(name))]);
        if (authors.Count > 0) provenance["authors"] = rule;
        return authors;
    }

    private static (ArticleTimes Times, IReadOnlyList<string> Warnings) Times(SubmitArticle submission, Furniture body, PageMetadata page, string language,
        DateTimeOffset now, FetchedPage? fetched, Dictionary<string, string> provenance)
    {
        var modified = page.Modified is { } changed && PublishedTime.Parse(changed, language, now) is { } read ? read.At : (DateTimeOffset?)null;
        var times = new ArticleTimes { FirstSeenAt = now, FetchedAt = fetched?.At, ModifiedAt = modified };
        var candidates = new (string Source, string? Raw)[]
        {
            ("submitted", submission.PublishedAt), (page.Published?.Source ?? "meta", page.Published?.Raw), ("text", body.DateLine), ("feed", fetched?.Evidence?.PublishedRaw),
        };
        var (source, raw) = Array.Find(candidates, candidate => candidate.Raw is not null);
        provenance.Remove("date");
        if (raw is null) return (times, []);

        var found = times with { PublishedRaw = raw, PublishedSource = source };
        var firstYear = source == "submitted" ? PublishedTime.FirstOfSubmissions : PublishedTime.FirstOfPages;
        if (PublishedTime.Parse(raw, language, now, firstYear) is { } published)
        {
            provenance["date"] = source;
            return (found with { PublishedAt = published.At, PublishedPrecision = published.Precision }, []);
        }

        // Refused, and kept as printed, so that a reader sees what was there.
        var warning = PublishedTime.Read(raw, language) is not { } refused ? "published-unreadable"
            : refused.At > now ? "published-in-future" : $"published-before-{firstYear}";
        return (found with { PublishedSource = "none" }, [warning]);
    }
}
