using System.Collections.Concurrent;
using System.Diagnostics;
using IngestPipeline.Hosting;
using IngestPipeline.Support;

namespace IngestPipeline.Pipeline.Tests;

public sealed class TraceTests
{
    private static readonly string[] Way = [Names.Spans.Drop, Names.Spans.Accept, Names.Spans.Extract, Names.Spans.Deduplicate, Names.Spans.Tag, Names.Spans.Publish];

    [Fact]
    public async Task An_article_leaves_one_trace_from_drop_to_exchange_parent_by_parent()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Names.Source or "MassTransit",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var folder = new TemporaryFolder();
        folder.Write("trace.txt", $"A trace of its own\n\nThe observatory at Fernhöhe opened on Monday, marked by {Guid.CreateVersion7():N}, its director said in the morning.");

        var run = await Run.On([folder.Path]);

        var uri = run.Messages.Single().Uri;
        var own = spans.ToList();
        var trace = own.Single(span => span.OperationName == Names.Spans.Publish && (string?)span.GetTagItem(Names.Attributes.ArticleId) == uri).TraceId;
        var spansOfArticle = own.Where(span => span.TraceId == trace).ToDictionary(span => span.SpanId);
        var ours = spansOfArticle.Values.Where(span => Way.Contains(span.OperationName)).ToDictionary(span => span.OperationName);
        ours.Keys.Order().ShouldBe(Way.Order());
        Ancestors(ours[Names.Spans.Publish], spansOfArticle).ShouldBe([Names.Spans.Tag, Names.Spans.Deduplicate, Names.Spans.Accept, Names.Spans.Drop]);
        Ancestors(ours[Names.Spans.Extract], spansOfArticle).ShouldBe([Names.Spans.Accept, Names.Spans.Drop]);
        ours[Names.Spans.Deduplicate].GetTagItem(Names.Attributes.VerdictRelation).ShouldBe("unique");
        ours[Names.Spans.Tag].GetTagItem(Names.Attributes.EntityCount).ShouldNotBeNull();
    }

    // Our own spans above a span, nearest first; MassTransit's send, receive and process lie between them.
    private static List<string> Ancestors(Activity span, Dictionary<ActivitySpanId, Activity> spans)
    {
        var names = new List<string>();
        while (spans.TryGetValue(span.ParentSpanId, out var parent))
        {
            if (Way.Contains(parent.OperationName))
                names.Add(parent.OperationName);
            span = parent;
        }
        return names;
    }
}
