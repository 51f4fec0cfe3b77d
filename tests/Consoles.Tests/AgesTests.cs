namespace IngestPipeline.Consoles.Tests;

public sealed class AgesTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("15m", 900)]
    [InlineData("2h", 7200)]
    [InlineData("3d", 259200)]
    [InlineData("0s", 0)]
    public void A_number_and_its_unit_are_a_length_of_time(string text, int seconds) => Ages.Parse(text).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("")]
    [InlineData("h")]
    [InlineData("2")]
    [InlineData("-2h")]
    [InlineData("2 h")]
    [InlineData("1.5h")]
    [InlineData("2w")]
    [InlineData("99999d")]
    public void Anything_else_is_none(string text) => Ages.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData(-5, "0s")]
    [InlineData(59, "59s")]
    [InlineData(119, "1m")]
    [InlineData(7199, "1h")]
    [InlineData(1_000_000, "11d")]
    public void It_is_written_in_its_largest_unit(int seconds, string text) => Ages.Text(TimeSpan.FromSeconds(seconds)).ShouldBe(text);
}
