using System.Text.Json.Nodes;

namespace IngestPipeline.Publisher.Tests;

public sealed class EnrichedArticleTests
{
    private static readonly Announcement Enriched = new(Announcement.Enriched, Some.Noon);

    [Fact]
    public void A_copy_points_to_its_representative_with_the_evidence()
    {
        var message = Message(Some.Tagged(Some.Original, clusterSize: 2));

        var dedup = message["dedup"]!;
        ((bool)dedup["isRepresentative"]!).ShouldBeFalse();
        ((string?)dedup["representativeUri"]).ShouldBe($"urn:ingestpipeline:article:{Some.Original:N}");
        ((double)dedup["containment"]!).ShouldBe((double)dedup["relatedTo"]![0]!["containment"]!);
        ((string?)message["item"]!["associations"]![0]!["uri"]).ShouldBe($"urn:ingestpipeline:article:{Some.Original:N}");
    }

    [Fact]
    public void Whose_text_it_is_stands_beside_what_the_article_itself_credits()
    {
        var message = Message(Some.Tagged(Some.Original, clusterSize: 2, originator: new()
        {
            Kind = "agency",
            Name = "Associated Press",
            Uri = "http://www.wikidata.org/entity/Q40469",
            ArticleId = Some.Original,
            Evidence = ["dateline:(AP)", "sources:2 of 3"],
        }));

        message["dedup"]!["originator"]!.ToJsonString(Json.Options).ShouldBe(
            $$"""{"kind":"agency","name":"Associated Press","uri":"http://www.wikidata.org/entity/Q40469","articleUri":"urn:ingestpipeline:article:{{Some.Original:N}}","evidence":["dateline:(AP)","sources:2 of 3"]}""");
        ((string?)message["dedup"]!["agency"]!["name"]).ShouldBe("Reuters");
        message["item"]!["infoSources"]!.AsArray().Select(source => (string?)source!["name"]).ShouldBe(["The Coast", "Reuters"]);
    }

    [Fact]
    public void A_publisher_that_came_first_has_no_entity()
    {
        var message = Message(Some.Tagged(originator: new() { Kind = "publisher", Name = "coast.example", ArticleId = Some.Article, Evidence = ["earliestOf:2 sources", "lead:35 minutes"] }));

        message["dedup"]!["originator"]!.AsObject().Select(member => member.Key).ShouldBe(["kind", "name", "articleUri", "evidence"]);
    }

    [Fact]
    public void Only_what_is_known_is_written()
    {
        var message = Message(Some.Tagged());

        message["fetch"].ShouldBeNull();
        message["dedup"]!["matchedBy"].ShouldBeNull();
        message["dedup"]!.AsObject().ContainsKey("originator").ShouldBeFalse();
        message["item"]!.AsObject().ContainsKey("descriptions").ShouldBeFalse();
        message["dedup"]!.AsObject().ContainsKey("representativeUri").ShouldBeTrue();
    }

    [Fact]
    public void Times_are_UTC_and_the_body_counts_code_units()
    {
        var message = Message(Some.Tagged());

        ((string?)message["item"]!["contentCreated"]).ShouldBe("2026-03-14T09:00:00Z");
        ((int)message["item"]!["bodies"]![0]!["charCount"]!).ShouldBe("The ferry resumed on Monday.".Length);
    }

    [Theory]
    [InlineData(true, 1, "article.enriched.unique.en")]
    [InlineData(true, 3, "article.enriched.representative.en")]
    [InlineData(false, 3, "article.enriched.copy.en")]
    public void The_routing_key_says_event_role_and_language(bool representative, int clusterSize, string key) =>
        EnrichedArticle.RoutingKey(Some.Tagged(representative ? null : Some.Original, clusterSize), Enriched).ShouldBe(key);

    [Fact]
    public void The_event_id_names_article_version_and_for_changed_groups_the_revision()
    {
        var changed = new Announcement(Announcement.ClusterChanged, Some.Noon);

        EnrichedArticle.EventId(Some.Tagged(revision: 0), Enriched).ShouldBe(EnrichedArticle.EventId(Some.Tagged(revision: 2), Enriched));
        EnrichedArticle.EventId(Some.Tagged(revision: 1), changed).ShouldNotBe(EnrichedArticle.EventId(Some.Tagged(revision: 2), changed));
        EnrichedArticle.EventId(Some.Tagged(version: 1), Enriched).ShouldNotBe(EnrichedArticle.EventId(Some.Tagged(version: 2), Enriched));
    }

    private static JsonObject Message(Contracts.ArticleTagged tagged) => EnrichedArticle.Of(tagged, Enriched, new string('1', 32));
}
