using System.Text;
using IngestPipeline.Hosting;
using IngestPipeline.Support;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IngestPipeline.Integration.Tests;

public sealed class IntakeTests(IntakeRig rig) : IClassFixture<IntakeRig>
{
    private static readonly byte[] Good = Encoding.UTF8.GetBytes("The ferry to Lindmouth came in late.\n\nIt had waited for the tide.");

    public static TheoryData<string> Accepted => [.. AcceptedBody.All.Keys];

    public static TheoryData<string> Refused => [.. RefusedBody.All.Keys];

    [Theory, MemberData(nameof(Accepted))]
    public async Task It_becomes_an_article(string name)
    {
        var accepted = AcceptedBody.All[name];

        var id = await rig.Drop(accepted.Body, accepted.ContentType, headers: accepted.MessageType is { } type ? Headers(("MT-MessageType", type)) : null);
        var article = (await rig.ArticleOf(id)).Message;

        ((string)article["text"]!).ShouldContain(accepted.Text);
        (await rig.Settle()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Refused))]
    public async Task It_rests_in_quarantine_once_and_whole_with_its_reason(string name)
    {
        var refused = RefusedBody.All[name];
        var before = await rig.Wire.Count(Names.Quarantine);

        var id = await rig.Drop(refused.Body, "application/json");
        var message = await rig.RefusalOf(id);

        message.Header(Names.ReasonHeader).ShouldNotBeNull().ShouldContain(refused.Reason);
        message.Body.AsSpan().SequenceEqual(refused.Body).ShouldBeTrue("the body changed on its way into quarantine");
        message.Properties.ContentType.ShouldBe("application/json");
        (await rig.Settle()).ShouldBeEmpty();
        (await rig.Wire.Count(Names.Quarantine)).ShouldBe(before + 2, "the message and the marker");
    }

    [Fact]
    public async Task An_id_that_is_no_GUID_is_kept()
    {
        var id = await rig.Drop(Good, "text/plain", "desk/2026-11-03#42");

        var article = await rig.ArticleOf(id);

        ((string?)article.Message["intake"]!["messageId"]).ShouldBe("desk/2026-11-03#42");
        Guid.TryParse(article.MessageId, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task The_senders_trace_goes_on()
    {
        var id = await rig.Drop(Good, "text/plain", headers: Headers((Names.TraceParent, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")));

        var article = await rig.ArticleOf(id);

        article.Header("MT-Activity-Id").ShouldNotBeNull().ShouldStartWith("00-4bf92f3577b34da6a3ce929d0e0e4736-");
        ((string)article.Message["traceParent"]!).ShouldStartWith("00-4bf92f3577b34da6a3ce929d0e0e4736-");
    }

    [Theory, InlineData("00-zzz-1"), InlineData(""), InlineData("00-00000000000000000000000000000000-0000000000000000-00")]
    public async Task A_broken_trace_is_no_reason_to_refuse(string trace)
    {
        var id = await rig.Drop(Good, "text/plain", headers: Headers((Names.TraceParent, trace)));

        var article = await rig.ArticleOf(id);

        article.Header("MT-Activity-Id").ShouldNotBeNull().ShouldStartWith("00-");
        article.Header("MT-Activity-Id")!.ShouldNotContain("0000000000000000");
    }

    [Fact]
    public async Task Addresses_in_headers_of_a_good_message_lead_nowhere()
    {
        var id = await rig.Drop(Good, "application/json", headers: rig.HostileHeaders());

        var article = await rig.ArticleOf(id);

        article.HeaderNames.ShouldNotContain("MT-Fault-Address");
        ((string?)article.Json["faultAddress"]).ShouldBeNull();
        ((string?)article.Json["responseAddress"]).ShouldBeNull();
        await NothingEvil();
    }

    [Fact]
    public async Task Addresses_in_headers_of_a_bad_message_lead_nowhere()
    {
        var id = await rig.Drop("{}"u8.ToArray(), "application/json", headers: rig.HostileHeaders());

        var message = await rig.RefusalOf(id);

        await NothingEvil();
        message.Header(Names.ReasonHeader).ShouldNotBeNull().ShouldContain("none of the fields");
    }

    private async Task NothingEvil()
    {
        (await rig.Settle()).ShouldBeEmpty();
        (await rig.NamesOf("exchanges")).ShouldNotContain(name => name.Contains("evil", StringComparison.Ordinal));
        (await rig.NamesOf("queues")).ShouldNotContain(name => name.Contains("evil", StringComparison.Ordinal));
        (await rig.Fetcher.Health()).ShouldBe(HealthStatus.Healthy);
    }

    private static Dictionary<string, object?> Headers(params ReadOnlySpan<(string Name, string Value)> headers)
    {
        var all = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in headers)
            all[name] = value;
        return all;
    }
}
