using IngestPipeline.Contracts;

namespace IngestPipeline.Tagger.Tests;

/// <summary>The five development articles on one meeting, where the folder INGEST_DATA is given.</summary>
public sealed class SamplesTests
{
    private static readonly string? Data = Environment.GetEnvironmentVariable("INGEST_DATA");

    [Theory]
    [InlineData("000", false)]
    [InlineData("001", false)]
    [InlineData("002", true)]
    [InlineData("003", true)]
    [InlineData("004", false)]
    public void Xi_and_Lam_are_one_person_each_with_all_short_mentions(string name, bool hasHeadline)
    {
        var (headline, body, entities) = Read(name, hasHeadline);

        foreach (var (full, part) in new[] { ("Xi Jinping", "Xi"), ("To Lam", "Lam") })
        {
            var person = entities.Named(full);
            person.Type.ShouldBe("PER");
            person.LinkStatus.ShouldBe("linked");
            person.Mentions.Count.ShouldBe(Words(headline, part) + Words(body, part));
        }

        entities.Count(entity => entity.Type == "PER" && entity.Name is "Xi" or "Lam").ShouldBe(0);
    }

    [Theory]
    [InlineData("000", false, "LOC China, LOC Vietnam, LOC Beijing, LOC Hanoi, LOC South China Sea, LOC Lao Cai, LOC Haiphong, LOC Shenzhen, LOC Guangzhou, ORG Xinhua, PER Li Qiang, PER Ho Chi Minh")]
    [InlineData("001", false, "LOC China, LOC Vietnam, LOC Beijing, LOC Hanoi, LOC South China Sea, LOC Lao Cai, LOC Haiphong, LOC Shenzhen, LOC Guangzhou, ORG Xinhua, PER Li Qiang, PER Ho Chi Minh")]
    [InlineData("002", true, "LOC China, LOC Vietnam, LOC Beijing, LOC Hanoi, LOC Lao Cai, LOC Haiphong, LOC Shenzhen, PER Li Qiang, PER Ho Chi Minh")]
    [InlineData("003", true, "LOC China, LOC Vietnam, LOC Beijing, LOC Hanoi, LOC South China Sea, LOC Guangdong, ORG CCTV, ORG Global Times, ORG Communist Party, PER Nguyen Phu Trong, PER Ho Chi Minh")]
    [InlineData("004", false, "LOC China, LOC Vietnam, LOC Beijing, LOC Hanoi, LOC South China Sea, LOC Lao Cai, LOC Haiphong, LOC Guangzhou, PER Nguyen Phu Trong, PER Wang Yi, PER Ngo Phuong Ly, PER Peng Liyuan, PER Li Qiang, PER Ho Chi Minh")]
    public void What_an_editor_would_mark_is_found(string name, bool hasHeadline, string expected)
    {
        var (_, _, entities) = Read(name, hasHeadline);

        foreach (var item in expected.Split(", "))
            entities.Named(item[(item.IndexOf(' ', StringComparison.Ordinal) + 1)..]).Type.ShouldBe(item.Split(' ')[0], item);
        foreach (var place in new[] { "China", "Vietnam", "Beijing", "Hanoi" })
            entities.Named(place).LinkStatus.ShouldBe("linked");
    }

    private static int Words(string text, string word) =>
        Tokens.Split(text, "en").Count(token => text[token.Start..token.End] == word);

    private static (string Headline, string Body, IReadOnlyList<Entity> Entities) Read(string name, bool hasHeadline)
    {
        Assert.SkipUnless(Data is not null, "INGEST_DATA is not set");
        var text = File.ReadAllText(Path.Combine(Data!, "data", "samples", $"{name}.txt"));
        var end = hasHeadline ? text.IndexOf('\n', StringComparison.Ordinal) : 0;
        var (headline, body) = (text[..end].Trim(), text[end..].Trim());
        return (headline, body, Entities.Find(headline, body, "en", new DateOnly(2024, 8, 20)));
    }
}
