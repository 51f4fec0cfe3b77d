namespace IngestPipeline.Consoles.Tests;

public sealed class TerminalTests
{
    [Theory]
    [InlineData("\u001b[2J\u001b]0;owned\u0007", @"\u001b[2J\u001b]0;owned\u0007")]
    [InlineData("a\u009b31mb", @"a\u009b31mb")]
    [InlineData("rub\bout\u007f\0", @"rub\u0008out\u007f\u0000")]
    [InlineData("exe\u202efdp", @"exe\u202efdp")]
    [InlineData("a\u2028b\ufeff", "a\nb\\ufeff")]
    [InlineData("carriage\rreturn", "carriage\nreturn")]
    public void What_would_act_on_a_terminal_is_shown_and_does_nothing(string hostile, string shown) => Terminal.Text(hostile).ShouldBe(shown);

    [Theory]
    [InlineData("Smørrebrød,\n\ttwo lines")]
    [InlineData("習近平 · Tô Lâm · می‌خواهم · 👩‍🚒")]
    [InlineData("[red]no markup[/]")]
    public void What_is_writing_stays(string text) => Terminal.Text(text).ShouldBe(text);

    [Fact]
    public void Half_a_character_does_not_break_the_rest() => Terminal.Text("a\ud83db").ShouldBe("a\ufffdb");

    [Theory]
    [InlineData(" two\r\n\tlines ", 20, "two lines")]
    [InlineData("seven o", 7, "seven o")]
    [InlineData("seven or", 7, "seven …")]
    [InlineData("five 👩 more", 7, "five …")]
    public void A_line_is_one_line_and_no_longer_than_asked(string text, int longest, string line) => Terminal.Line(text, longest).ShouldBe(line);
}
