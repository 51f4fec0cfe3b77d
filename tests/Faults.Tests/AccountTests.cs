namespace IngestPipeline.Faults.Tests;

public sealed class AccountTests
{
    private static readonly Published First = new("id-1", "article.enriched u1 1 0", "u1", 0, "a");
    private static readonly Published Second = new("id-2", "article.enriched u2 1 0", "u2", 0, "b");

    [Fact]
    public void What_was_published_or_explained_is_not_lost()
    {
        var account = Account.Of(["a", "b", "c"], [First, Second], [new("c", "The body is empty.", "intake")], Groups());

        account.Problems.ShouldBeEmpty();
        (account.Published, account.Quarantined, account.Lost, account.Duplicates).ShouldBe((2, 1, 0, 0));
    }

    [Fact]
    public void An_article_that_neither_came_out_nor_rests_is_lost() =>
        Account.Of(["a", "b"], [First], [], Groups()).Problems.ShouldBe(["lost: b"]);

    [Fact]
    public void Quarantine_without_a_reason_does_not_count()
    {
        var account = Account.Of(["a", "b"], [First], [new("b", "", "intake")], Groups());

        account.Lost.ShouldBe(1);
    }

    [Fact]
    public void The_same_again_is_a_duplicate_and_no_problem()
    {
        var account = Account.Of(["a"], [First, First], [], Groups());

        account.Duplicates.ShouldBe(1);
        account.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void One_event_under_two_ids_is_found() =>
        Account.Of(["a"], [First, First with { MessageId = "id-9" }], [], Groups()).OtherIds.ShouldBe(1);

    [Fact]
    public void One_id_for_two_events_is_found() =>
        Account.Of(["a", "b"], [First, Second with { MessageId = "id-1" }], [], Groups()).OtherIds.ShouldBe(1);

    [Fact]
    public void An_article_whose_last_message_is_not_its_last_state_is_found()
    {
        var changed = First with { MessageId = "id-3", Event = "cluster.changed u1 1 1", Revision = 1 };

        Account.Of(["a"], [First, changed], [], Groups(("u1", 1))).Problems.ShouldBeEmpty();
        Account.Of(["a"], [changed, First], [], Groups(("u1", 1))).Problems.ShouldBe(["1 articles whose last message has not their last groups"]);
    }

    [Fact]
    public void Twice_in_quarantine_and_what_nobody_sent_are_found()
    {
        Quarantined refused = new("b", "The body is empty.", "intake");

        Account.Of(["b"], [], [refused, refused, new("z", "why", "intake")], Groups()).Problems
            .ShouldBe(["more than once in quarantine: b", "1 messages in quarantine that nobody sent"]);
    }

    private static Dictionary<string, int> Groups(params (string Uri, int Revision)[] groups) => groups.ToDictionary(group => group.Uri, group => group.Revision, StringComparer.Ordinal);
}
