using System.Text;
using IngestPipeline.Text;

namespace IngestPipeline.Fetcher.Tests;

/// <summary>Pages in character sets older than UTF-8, from their bytes to text, headline and author.</summary>
public sealed class LegacyCharsetTests
{
    [Theory]
    [InlineData("windows-1251", "Совет одобрил новый мост", "Мария Иванова", "Совет одобрил новый мост в понедельник после долгих споров, сказал мэр, и работы начнутся в мае, когда вода спадёт.")]
    [InlineData("koi8-r", "Совет одобрил новый мост", "Мария Иванова", "Совет одобрил новый мост в понедельник после долгих споров, сказал мэр, и работы начнутся в мае, когда вода спадёт.")]
    [InlineData("gb18030", "市议会批准新桥", "王小明", "市议会周一经过长时间辩论后批准了新桥的建设，市长在声明中表示，工程将于五月水位下降后开始，预计需要两年时间才能完成。居民们多年来一直要求建造这座桥梁。")]
    [InlineData("gb2312", "市议会批准新桥", "王小明", "市议会周一经过长时间辩论后批准了新桥的建设，市长在声明中表示，工程将于五月水位下降后开始，预计需要两年时间才能完成。居民们多年来一直要求建造这座桥梁。")]
    [InlineData("big5", "市議會批准新橋", "王小明", "市議會週一經過長時間辯論後批准了新橋的建設，市長在聲明中表示，工程將於五月水位下降後開始，預計需要兩年時間才能完成。居民們多年來一直要求建造這座橋樑。")]
    [InlineData("shift_jis", "市議会が新しい橋を承認", "山田花子", "市議会は月曜日、長い議論の末に新しい橋の建設を承認した。市長は声明で、水位が下がる五月に工事を始めると述べた。完成までに二年かかる見込みで、住民は長年この橋を求めていた。")]
    [InlineData("euc-jp", "市議会が新しい橋を承認", "山田花子", "市議会は月曜日、長い議論の末に新しい橋の建設を承認した。市長は声明で、水位が下がる五月に工事を始めると述べた。完成までに二年かかる見込みで、住民は長年この橋を求めていた。")]
    [InlineData("euc-kr", "시의회, 새 다리 승인", "김철수", "시의회는 월요일 오랜 토론 끝에 새 다리 건설을 승인했다고 시장이 성명에서 밝혔다. 공사는 물이 빠지는 오월에 시작되며 완공까지 이 년이 걸릴 것으로 보인다. 주민들은 오랫동안 다리를 요구해 왔다.")]
    [InlineData("iso-8859-2", "Rada schválila nový most", "Božena Nováková", "Rada města v pondělí po dlouhé debatě schválila nový most, řekl starosta, a práce začnou v květnu, až opadne voda v řece.")]
    public async Task A_page_is_read_in_the_set_that_it_declares(string charset, string headline, string author, string text)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(charset).ShouldNotBeNull();
        var bytes = encoding.GetBytes($"<html><head><meta charset=\"{charset}\"><title>{headline}</title><meta name=author content=\"{author}\"></head><body><h1>{headline}</h1><p>{text}</p><p>{text}</p></body></html>");

        var (html, _) = Decoding.Decode(bytes, charset: null, html: true);
        var article = (await ArticleExtractor.Extract(html, null, TestContext.Current.CancellationToken)).Article.ShouldNotBeNull();

        article.Metadata.Title.ShouldBe(headline);
        article.Metadata.Authors.ShouldHaveSingleItem().Name.ShouldBe(author);
        article.Body.Text.ShouldBe($"{text}\n\n{text}");
    }
}
