using System.Globalization;

namespace IngestPipeline.Fetcher.Tests;

public sealed class FeedTimeTests
{
    [Theory]
    [InlineData("Tue, 05 Mar 2024 10:15:30 GMT", "2024-03-05T10:15:30+00:00")]
    [InlineData("Mon, 05 Mar 2024 10:15:30 GMT", "2024-03-05T10:15:30+00:00")]
    [InlineData("5 Mar 24 10:15 EST", "2024-03-05T10:15:00-05:00")]
    [InlineData("Tuesday, 5 March 2024 10:15:30 PDT", "2024-03-05T10:15:30-07:00")]
    [InlineData("Tue,05-Mar-2024 10:15:30 +0530", "2024-03-05T10:15:30+05:30")]
    [InlineData("05 Mar 99 10:15:30 Z", "1999-03-05T10:15:30+00:00")]
    [InlineData("Tue, 05 Mar 2024 10:15:30 GMT+2", "2024-03-05T10:15:30+02:00")]
    [InlineData("Tue, 05 Mar 2024 10:15:30 +01:00 (CET)", "2024-03-05T10:15:30+01:00")]
    [InlineData("Tue, 05 Sept 2024 24:00:00 UT", "2024-09-06T00:00:00+00:00")]
    [InlineData("Tue, 05 Mar 2024 23:59:60 +0000", "2024-03-05T23:59:59+00:00")]
    [InlineData("2024-03-05T10:15:30Z", "2024-03-05T10:15:30+00:00")]
    [InlineData("2024-03-05T10:15:30.123456-03:30", "2024-03-05T10:15:30-03:30")]
    [InlineData("2024-03-05T10:15+01", "2024-03-05T10:15:00+01:00")]
    [InlineData("2024-03-05 10:15:30 +0100", "2024-03-05T10:15:30+01:00")]
    [InlineData("2024-03-05 10:15:30 UTC", "2024-03-05T10:15:30+00:00")]
    [InlineData("20240305T101530Z", "2024-03-05T10:15:30+00:00")]
    [InlineData("Tue, 05 Mar 2024 10:15:30", null)]
    [InlineData("Tue, 05 Mar 2024 10:15:30 IST", null)]
    [InlineData("Tue, 05 Mar 2024 10:15:30 A", null)]
    [InlineData("2024-03-05T10:15:30", null)]
    [InlineData("2024-03-05", null)]
    [InlineData("2024-02-30T10:15:30Z", null)]
    [InlineData("Tue, 05 Foo 2024 10:15:30 GMT", null)]
    [InlineData("Tue, 05 Mar 2024 25:15:30 GMT", null)]
    [InlineData("Tue, 05 Mar 2024 10:15:30 +9900", null)]
    [InlineData("yesterday", null)]
    [InlineData("", null)]
    public void A_time_has_a_zone_or_is_none(string raw, string? expected) =>
        (FeedTime.Read(raw) is { } at ? at.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture) : null).ShouldBe(expected);
}
