using System.Globalization;

namespace IngestPipeline.Deduplicator.Tests;

/// <summary>Whose text a cluster carries: one row a case. A member is <c>source</c>, <c>source@time</c> or
/// <c>source@time place:agency</c>; <c>?</c> is a source without a name.</summary>
public sealed class OriginTests
{
    [Theory]
    // Credits: of one, of some, of the most sources.
    [InlineData("a dateline:AP", "agency AP 0 dateline:AP sources:1 of 1")]
    [InlineData("a@09:00 dateline:AP | b@08:00 | c", "agency AP 0 dateline:AP sources:1 of 3")]
    [InlineData("a@09:00 byline:AP | b@08:00 byline:AP | c@07:00", "agency AP 1 byline:AP sources:2 of 3")]
    [InlineData("a byline:AP | b byline:AP | c byline:AFP", "agency AP 0 byline:AP sources:2 of 3")]
    [InlineData("a dateline:MDK | b dateline:mdk | c dateline:AP", "agency MDK 0 dateline:MDK sources:2 of 3")]
    // One source has one voice, however often it speaks; those without a name have one each.
    [InlineData("a byline:AP | a byline:AP | b byline:AFP", null)]
    [InlineData("? byline:AP | ? byline:AP | b byline:AFP", "agency AP 0 byline:AP sources:2 of 3")]
    // Where as many say the one as the other it is nobody, not even who came first.
    [InlineData("a@08:00 dateline:AP | b@09:00 dateline:AFP", null)]
    // What is part of the text is heard before what the page says, that before who helped.
    [InlineData("a byline:AP | b byline:AP | c dateline:AFP", "agency AFP 2 dateline:AFP sources:1 of 3")]
    [InlineData("a byline:AP | b signature:AFP | c copyright:AFP", "agency AFP 1 signature:AFP sources:2 of 3")]
    [InlineData("a copyright:AP | b credit:AFP | c credit:AFP", "agency AP 0 copyright:AP sources:1 of 3")]
    // Who helped counts where most sources have it: else one of them added something.
    [InlineData("a credit:AP", "agency AP 0 credit:AP sources:1 of 1")]
    [InlineData("a credit:AP | b credit:AP | c", "agency AP 0 credit:AP sources:2 of 3")]
    [InlineData("a | b credit:AP", null)]
    [InlineData("a@08:00 | b@09:00 credit:AP", "publisher a 0 earliestOf:2 sources lead:60 minutes")]
    // Without credits: the earliest of two sources and more, all of them dated.
    [InlineData("a", null)]
    [InlineData("a@08:00", null)]
    [InlineData("a@08:00 | a@09:00", null)]
    [InlineData("a@08:35 | b@08:00 | c@09:00", "publisher b 1 earliestOf:3 sources lead:35 minutes")]
    [InlineData("a@08:00 | b@14:30 | a@15:00", "publisher a 0 earliestOf:2 sources lead:6 hours")]
    [InlineData("a@08:00 | b@09:00 | a", "publisher a 0 earliestOf:2 sources lead:60 minutes")]
    [InlineData("a@08:00 | b", null)]
    [InlineData("a@08:00 | b@09:00 | b", null)]
    [InlineData("a@08:00 | b@08:00", null)]
    [InlineData("?@08:00 | b@09:00", null)]
    [InlineData("a@08:00 | ?@09:00", "publisher a 0 earliestOf:2 sources lead:60 minutes")]
    // A day is as long as it is: whoever gives no hour may have been the first of that day.
    [InlineData("a@13 | b@13", null)]
    [InlineData("a@13 | b@14", "publisher a 0 earliestOf:2 sources lead:24 hours")]
    [InlineData("a@14 | b@08:00", null)]
    [InlineData("a@13 | b@08:00", "publisher a 0 earliestOf:2 sources lead:32 hours")]
    [InlineData("a@08:00 | b@16", "publisher a 0 earliestOf:2 sources lead:40 hours")]
    [InlineData("a@11 | b@14", "publisher a 0 earliestOf:2 sources lead:3 days")]
    public void Whose_text_it_is(string cluster, string? expected)
    {
        Member[] members = [.. cluster.Split(" | ").Select(Member)];

        for (var seed = 0; seed < 6; seed++)
        {
            new Random(seed).Shuffle(members);
            Said(Origin.Of(members)).ShouldBe(expected);
        }
    }

    [Fact]
    public void The_strongest_of_several_credits_is_the_evidence()
    {
        var member = Member("a byline:AP", 0) with { Agency = new() { Name = "AP", Evidence = ["copyright:© AP", "dateline:(AP)"] } };

        Said(Origin.Of([member, Member("b byline:AFP", 1)])).ShouldBe("agency AP 0 dateline:(AP) sources:1 of 2");
    }

    [Fact]
    public void Better_evidence_for_the_same_name_is_no_other_origin()
    {
        var one = Origin.Of([Member("a byline:AP", 0), Member("b", 1)]);
        var other = Origin.Of([Member("a byline:AP", 0), Member("b dateline:AP", 1)]);

        one.ShouldNotBe(other);
        Origin.AreSame(one, other).ShouldBeTrue();
        Origin.AreSame(one, Origin.Of([Member("a byline:AFP", 0)])).ShouldBeFalse();
        Origin.AreSame(one, null).ShouldBeFalse();
    }

    private static string? Said(Origin? origin) => origin is null ? null
        : $"{origin.Kind} {origin.Name} {Array.FindIndex(Ids, id => id == origin.ArticleId)} {string.Join(' ', origin.Originator.Evidence)}";

    private static readonly Guid[] Ids = [.. Enumerable.Range(0, 9).Select(number => new Guid(number, 0, 0, new byte[8]))];

    private static Member Member(string said, int number)
    {
        var parts = said.Split(' ');
        var at = parts[0].Split('@');
        var time = at.Length > 1 ? at[1] : "";
        return new()
        {
            Key = number,
            ArticleId = Ids[number],
            Source = at[0] == "?" ? null : at[0],
            PublishedPrecision = time.Length switch { 0 => "unknown", 2 => "day", _ => "minute" },
            PublishedAt = time.Length switch
            {
                0 => null,
                2 => Some.Noon.Date.AddDays(int.Parse(time, CultureInfo.InvariantCulture) - Some.Noon.Day),
                _ => Some.Noon.Date + TimeSpan.Parse(time, CultureInfo.InvariantCulture),
            },
            Agency = parts.Length > 1 ? Some.Agency(parts[1].Split(':')[1], parts[1]) : null,
        };
    }
}
