namespace IngestPipeline.Text.Tests;

public sealed class NameIdTests
{
    // Worked example of RFC 9562, appendix A.4: www.example.com in the DNS namespace.
    [Fact]
    public void Version_5_is_as_the_standard_has_it() =>
        NameId.Version5(new Guid("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com"u8).ShouldBe(new Guid("2ed6657d-e927-568b-95e1-2665a8aea6a2"));

    [Fact]
    public void The_same_name_gives_the_same_id() => NameId.Of("article", "a").ShouldBe(NameId.Of("article", "a"));

    [Fact]
    public void Where_one_part_ends_matters() => NameId.Of("ab", "c").ShouldNotBe(NameId.Of("a", "bc"));

    [Fact]
    public void Ids_once_published_stay() => NameId.Of("article", "url", "https://example.org/a").ShouldBe(new Guid("bebb8b69-185d-5dad-9c09-5288f8214a7f"));

    [Fact]
    public void A_name_has_a_part() => Should.Throw<ArgumentException>(() => NameId.Of());
}
