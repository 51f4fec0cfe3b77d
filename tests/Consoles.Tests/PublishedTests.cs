using System.Text;

namespace IngestPipeline.Consoles.Tests;

public sealed class PublishedTests
{
    [Fact]
    public void Every_relation_is_read_strongest_first()
    {
        var article = Read("""[{"articleUri":"urn:b","relation":"composite"},{"articleUri":"urn:c","relation":"rewrite"}]""");

        article.Related.ShouldBe([("urn:b", "composite"), ("urn:c", "rewrite")]);
        article.RelatedUri.ShouldBe("urn:b");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    public void An_article_without_relations_has_none(string relatedTo) => Read(relatedTo).Related.ShouldBeEmpty();

    private static Published Read(string relatedTo) => Published.Read(Encoding.UTF8.GetBytes(
        $$$"""
        {"event":"article.enriched","pipeline":{"intake":{}},"entities":[],
         "item":{"uri":"urn:a","version":"1","headlines":[{"value":"A headline"}]},
         "dedup":{"relation":"unique","copyClusterId":"c","familyId":"f","storyId":"s","clusterRevision":0,"relatedTo":{{{relatedTo}}}}}
        """));
}
