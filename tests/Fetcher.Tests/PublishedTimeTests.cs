using System.Globalization;

namespace IngestPipeline.Fetcher.Tests;

public sealed class PublishedTimeTests
{
    private static readonly DateTimeOffset Now = new(2024, 9, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2024-08-20", "2024-08-20T00:00:00+00:00", "day")]
    [InlineData("2024-08", "2024-08-01T00:00:00+00:00", "month")]
    [InlineData("2024-08-20T09:30:15+07:00", "2024-08-20T09:30:15+07:00", "second")]
    [InlineData("2024-08-20T09:30Z", "2024-08-20T09:30:00+00:00", "minute")]
    [InlineData("2024-08-20 09:30:15.123", "2024-08-20T09:30:15+00:00", "second")]
    [InlineData("2024-08-20T09:30:15-0430", "2024-08-20T09:30:15-04:30", "second")]
    [InlineData("Tue, 20 Aug 2024 10:00:00 GMT", "2024-08-20T10:00:00+00:00", "second")]
    [InlineData("20240820", "2024-08-20T00:00:00+00:00", "day")]
    [InlineData("20240820T0930Z", "2024-08-20T09:30:00+00:00", "minute")]
    [InlineData("1724146200", "2024-08-20T09:30:00+00:00", "second")]
    [InlineData("August 20, 2024", "2024-08-20T00:00:00+00:00", "day")]
    [InlineData("Aug. 20th, 2024 at 5:30 p.m. EDT", "2024-08-20T17:30:00-04:00", "minute")]
    [InlineData("20. August 2024, 09:30 Uhr", "2024-08-20T09:30:00+00:00", "minute")]
    [InlineData("1. März 2024", "2024-03-01T00:00:00+00:00", "day")]
    [InlineData("Publié le 20 août 2024 à 09h30", "2024-08-20T09:30:00+00:00", "minute")]
    [InlineData("1er juin 2024", "2024-06-01T00:00:00+00:00", "day")]
    [InlineData("20 de agosto de 2024", "2024-08-20T00:00:00+00:00", "day")]
    [InlineData("20 agosto 2024", "2024-08-20T00:00:00+00:00", "day")]
    [InlineData("3 de março de 2024", "2024-03-03T00:00:00+00:00", "day")]
    [InlineData("12 mei 2024", "2024-05-12T00:00:00+00:00", "day")]
    [InlineData("15 августа 2024, 13:43", "2024-08-15T13:43:00+00:00", "minute")]
    [InlineData("3 sierpnia 2024", "2024-08-03T00:00:00+00:00", "day")]
    [InlineData("20. července 2024", "2024-07-20T00:00:00+00:00", "day")]
    [InlineData("20 augusti 2024", "2024-08-20T00:00:00+00:00", "day")]
    [InlineData("20 Ağustos 2024", "2024-08-20T00:00:00+00:00", "day")]
    [InlineData("2024. augusztus 20.", "2024-08-20T00:00:00+00:00", "day")]
    [InlineData("2024년 8월 20일", "2024-08-20T00:00:00+00:00", "day")]
    [InlineData("23.08.24, 12:44", "2024-08-23T12:44:00+00:00", "minute")]
    [InlineData("2024年8月20日", "2024-08-20T00:00:00+00:00", "day")]
    [InlineData("20.08.2024", "2024-08-20T00:00:00+00:00", "day")]
    [InlineData("08/20/2024", "2024-08-20T00:00:00+00:00", "day")]
    public void What_publishers_write_is_read(string raw, string at, string precision) =>
        PublishedTime.Parse(raw, null, Now).ShouldBe((DateTimeOffset.Parse(at, CultureInfo.InvariantCulture), precision));

    [Theory, InlineData("de"), InlineData("fr"), InlineData("en-GB")]
    public void The_language_decides_which_number_is_the_day(string language) => PublishedTime.Parse("03/04/2024", language, Now)!.Value.At.Month.ShouldBe(4);

    [Theory, InlineData("03/04/2024"), InlineData("1989-12-31"), InlineData("2024-09-03"), InlineData("2024-02-30"), InlineData("yesterday"), InlineData("20 Foo 2024"), InlineData("")]
    public void What_is_ambiguous_or_beyond_belief_is_refused(string raw) => PublishedTime.Parse(raw, "en", Now).ShouldBeNull();

    [Fact]
    public void A_time_before_all_times_is_none() => PublishedTime.Read("0001-01-01T00:00:00+05:00", null).ShouldBeNull();

    [Fact]
    public void A_day_ahead_is_a_time_zone() => PublishedTime.Parse("2024-09-02T11:00:00Z", null, Now).ShouldNotBeNull();
}
