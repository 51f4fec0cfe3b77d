using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IngestPipeline.Contracts;
using IngestPipeline.Hosting;
using IngestPipeline.Support;

namespace IngestPipeline.Conventions.Tests;

/// <summary>What is on the wire stays what it was.</summary>
public sealed partial class ContractsTests
{
    private const string Approved = "tests/Conventions.Tests/Contracts.approved.txt";
    private const string Schema = "shared/Contracts/enriched-article.schema.json";

    [Fact]
    public void Records_exchanges_and_queues_are_as_approved()
    {
        var received = Path.Combine(AppContext.BaseDirectory, "Contracts.received.txt");

        var text = WireFormat.Text();
        File.WriteAllText(received, text);
        var (now, before) = (text.Split('\n'), Repository.Lines(Approved));

        var hint = $"A record may gain a nullable member; a rename or another type strands what lies in queues. If it is meant: cp {received} {Path.Combine(Repository.Root, Approved)}";
        before.Except(now).ShouldBeEmpty($"Gone from the wire. {hint}");
        now.Except(before).ShouldBeEmpty($"New on the wire. {hint}");
    }

    [Fact]
    public void Every_queue_of_a_consumer_has_its_constant()
    {
        string[] constants = [Names.Intake, Names.DeduplicateArticle, Names.TagArticle, Names.PublishArticle];

        WireFormat.Consumers.Select(consumer => consumer.Queue).ShouldBe(constants, ignoreOrder: true);
    }

    [Fact]
    public void A_contract_is_a_sealed_record_or_a_set_of_constants()
    {
        foreach (var type in typeof(ArticleFetched).Assembly.GetExportedTypes())
        {
            type.IsSealed.ShouldBeTrue($"{type.Name} is not sealed");
            (type.IsAbstract || type.GetMethod("<Clone>$") is not null).ShouldBeTrue($"{type.Name} is no record");
            type.Namespace.ShouldBe("IngestPipeline.Contracts");
        }
    }

    [Fact]
    public void Commands_begin_with_a_verb_events_end_in_a_participle_and_consumers_say_what_they_do()
    {
        foreach (var (consumer, message, _) in WireFormat.Consumers.Where(consumer => consumer.Message != typeof(RawSubmission)))
        {
            EventName().IsMatch(message.Name).ShouldBeTrue(message.Name);
            ConsumerName().IsMatch(consumer.Name).ShouldBeTrue(consumer.Name);
        }
    }

    [Fact]
    public void Every_name_on_the_broker_is_written_once()
    {
        var values = typeof(Names).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).ToList();

        values.ShouldBeUnique();
    }

    [Fact]
    public void The_published_schema_only_adds_to_the_one_that_was_agreed()
    {
        Assert.SkipUnless(TestData.Has("schemas/enriched-article.schema.json", out var agreed), TestData.Absent);

        Missing(JsonNode.Parse(File.ReadAllText(agreed))!, JsonNode.Parse(Repository.Read(Schema))!, "").ShouldBeEmpty();
    }

    // Where the agreed schema says something that ours does not. Lists say the same or nothing: a value more is no addition.
    private static IEnumerable<string> Missing(JsonNode agreed, JsonNode? ours, string path) =>
        agreed is JsonObject members && ours is JsonObject own ? members.SelectMany(member => Missing(member.Value!, own[member.Key], $"{path}/{member.Key}"))
            : JsonNode.DeepEquals(agreed, ours) ? [] : [path];

    [GeneratedRegex("^Article[A-Z][a-z]+ed$")]
    private static partial Regex EventName();

    [GeneratedRegex("^(Deduplicate|Tag|Publish)ArticleConsumer$")]
    private static partial Regex ConsumerName();
}
