using System.Text;

namespace IngestPipeline.Text.Tests;

public sealed class DecodingTests
{
    private static Encoding Windows(int page) => CodePagesEncodingProvider.Instance.GetEncoding(page)!;

    [Fact]
    public void Plain_bytes_are_utf_8() =>
        Decoding.Decode("Größe 大"u8, null, html: false).ShouldBe(("Größe 大", "utf-8"));

    [Fact]
    public void A_byte_order_mark_goes_before_a_declaration_and_is_not_text() =>
        Decoding.Decode([0xEF, 0xBB, 0xBF, .. "ü"u8], "iso-8859-1", html: false).ShouldBe(("ü", "utf-8"));

    [Theory, InlineData("utf-16"), InlineData("utf-16BE"), InlineData("utf-32")]
    public void Wide_encodings_are_known_by_their_mark(string name)
    {
        var encoding = Encoding.GetEncoding(name);

        Decoding.Decode([.. encoding.GetPreamble(), .. encoding.GetBytes("Tô Lâm")], null, html: false).Text.ShouldBe("Tô Lâm");
    }

    [Theory, InlineData("windows-1251", 1251, "Новости"), InlineData("shift_jis", 932, "東京"), InlineData("euc-kr", 949, "서울"), InlineData("gb2312", 54936, "北京")]
    public void A_declared_character_set_is_used(string charset, int page, string text) =>
        Decoding.Decode(Windows(page).GetBytes(text), charset, html: false).Text.ShouldBe(text);

    [Fact]
    public void What_calls_itself_latin_1_is_windows_1252() =>
        Decoding.Decode([0x93, (byte)'a', 0x94], "ISO-8859-1", html: false).ShouldBe(("“a”", "windows-1252"));

    [Fact]
    public void An_unknown_character_set_counts_as_none() =>
        Decoding.Decode("é"u8, "klingon", html: false).ShouldBe(("é", "utf-8"));

    [Fact]
    public void A_page_may_declare_its_own() =>
        Decoding.Decode(Windows(1251).GetBytes("<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>Мир"), null, html: true).Text.ShouldEndWith("Мир");

    [Fact]
    public void A_page_that_declares_utf_16_in_ascii_is_utf_8() =>
        Decoding.Decode("<meta charset=\"utf-16\">é"u8, null, html: true).ShouldBe(("<meta charset=\"utf-16\">é", "utf-8"));

    [Fact]
    public void A_page_in_no_declared_set_is_windows_1252_at_last() =>
        Decoding.Decode([(byte)'<', 0xE9, (byte)'>'], null, html: true).ShouldBe(("<é>", "windows-1252"));

    [Fact]
    public void One_broken_character_does_not_spoil_a_page()
    {
        var page = Encoding.UTF8.GetBytes("<p>" + new string('é', 300)).Append((byte)0xC3).ToArray();

        Decoding.Decode(page, null, html: true).ShouldBe(("<p>" + new string('é', 300) + "\uFFFD", "utf-8"));
    }

    [Fact]
    public void Text_that_is_not_utf_8_is_refused_with_the_place() =>
        Should.Throw<UndecodableTextException>(() => Decoding.Decode([(byte)'a', (byte)'b', 0xFF], null, html: false))
            .Message.ShouldBe("The bytes are not UTF-8 (byte 2 does not fit).");

    [Fact]
    public void UTF_7_is_refused() =>
        Should.Throw<UndecodableTextException>(() => Decoding.Decode("+ADw-script+AD4-"u8, "utf-7", html: true)).Message.ShouldContain("UTF-7");
}
