using System.Security.Cryptography;
using System.Text;
using Dapper;
using IngestPipeline.Contracts;
using IngestPipeline.Storage;

namespace IngestPipeline.Hosting.Tests;

/// <summary>What is checked in, redeemed and forgotten, the same on both databases.</summary>
public abstract class ClaimCheckTests : IAsyncLifetime
{
    private const int Week = 7 * 24 * 60 * 60;
    private static readonly DateTimeOffset Noon = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);
    private Database _database = null!;
    private ClaimCheck _claims = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await Open();
        _claims = new ClaimCheck(_database);
        await Schema.Apply(_database, Token);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_text_of_256_kilobytes_stays_in_its_message()
    {
        var article = Article(new string('ü', 128_000));

        (await _claims.CheckIn(article, Token)).ShouldBeSameAs(article);
        (await _claims.Redeem(article, Token)).ShouldBeSameAs(article);
        (await Ages()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_larger_text_leaves_its_message_and_comes_back_as_it_was()
    {
        var article = Article(new string('ü', 128_000) + "\0🗞");

        var light = await _claims.CheckIn(article, Token);
        var again = await _claims.Redeem(light, Token);

        light.ShouldBe(article with { Text = "", TextSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(article.Text))) });
        again.ShouldBe(article);
    }

    [Fact]
    public async Task The_same_text_lies_there_once_however_many_check_it_in()
    {
        // Two of eight must look before either has stored: hardly ever at every first try.
        for (var text = 1; text <= 20; text++)
        {
            var article = Article(new string('a', 300_000 + text));

            var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _claims.CheckIn(article, Token))));

            all.ShouldAllBe(light => light == all[0]);
            (await Ages()).Count.ShouldBe(text);
        }
    }

    [Fact]
    public async Task What_is_not_there_is_said_with_its_hash()
    {
        var light = await _claims.CheckIn(Article(new string('a', 300_000)), Token);
        await Execute("delete from bodies");

        (await Should.ThrowAsync<MissingBodyException>(() => _claims.Redeem(light, Token))).Message.ShouldContain($"{light.TextSha256} is not in the database");
    }

    [Fact]
    public async Task What_is_another_text_than_its_hash_says_is_not_handed_out()
    {
        var light = await _claims.CheckIn(Article(new string('a', 300_000)), Token);
        await Execute("update bodies set utf8 = @other", new { other = "another"u8.ToArray() });

        (await Should.ThrowAsync<MissingBodyException>(() => _claims.Redeem(light, Token))).Message.ShouldContain($"{light.TextSha256} is damaged");
    }

    [Fact]
    public async Task What_nobody_used_for_eight_weeks_is_removed_and_nothing_else()
    {
        // More than go at once.
        for (var number = 0; number < 250; number++)
            await Execute($"insert into bodies (sha256, utf8, used_at) values ('old-{number}', @utf8, {_database.Now} - {8 * Week + 60})", new { utf8 = "old"u8.ToArray() });
        var young = await _claims.CheckIn(Article(new string('y', 300_000)), Token);
        await Execute($"update bodies set used_at = {_database.Now} - {8 * Week - 3600} where sha256 = @TextSha256", young);

        await _claims.Forget(Token);

        (await Ages()).Count.ShouldBe(1);
        (await _claims.Redeem(young, Token)).Text.Length.ShouldBe(300_000);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Whoever_uses_a_text_keeps_it(bool byRedeeming)
    {
        var article = Article(new string('a', 300_000));
        var light = await _claims.CheckIn(article, Token);
        await Execute($"update bodies set used_at = used_at - {9 * Week}");

        _ = byRedeeming ? await _claims.Redeem(light, Token) : await _claims.CheckIn(article, Token);
        await _claims.Forget(Token);

        (await Ages()).ShouldHaveSingleItem().ShouldBeInRange(0, Week);
    }

    private protected abstract Task<Database> Open();

    private static ArticleFetched Article(string text) => new()
    {
        ArticleId = new(1, 0, 0x5000, 0x80, 0, 0, 0, 0, 0, 0, 1),
        Text = text,
        Headline = "A long one",
        Language = "en",
        Intake = new Intake { Kind = "text" },
        Times = new ArticleTimes { FirstSeenAt = Noon },
        Extraction = new ExtractionDetails { Method = "text" },
    };

    private async Task<List<long>> Ages()
    {
        await using var connection = await _database.Source.OpenConnectionAsync(Token);
        return [.. await connection.QueryAsync<long>(new CommandDefinition($"select {_database.Now} - used_at from bodies", cancellationToken: Token))];
    }

    private async Task Execute(string sql, object? parameters = null)
    {
        await using var connection = await _database.Source.OpenConnectionAsync(Token);
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: Token));
    }
}
