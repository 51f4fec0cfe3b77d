namespace IngestPipeline.Pipeline.Tests.Delivery;

/// <summary>What a swapped step needs of the world.</summary>
internal static class Swapped
{
    /// <summary>For <see cref="Swap.SkipWhatIsDone"/>: whether the database has the effect of a message.</summary>
    public static bool IsDone(this World world, Stage stage, Message message) => stage switch
    {
        Stage.Deduplicator => world.Query<long>("select 1 from decisions join articles on key = article_key where article_id = @Key", new { message.Key }).Count > 0,
        Stage.Publisher => world.Query<long>("select 1 from publications where article_id = @Key", new { message.Key }).Count > 0,
        _ => false,
    };

    /// <summary>For <see cref="Swap.WorkersClock"/>: as if it had not been stored when something was first announced.</summary>
    public static void ForgetWhen(this World world) => world.Query<long>("update publications set occurred_at = @now returning 1", new { now = world.Clock.GetUtcNow() });

    /// <summary>For <see cref="Swap.RandomIds"/>.</summary>
    public static Guid RandomId(this World world)
    {
        var bytes = new byte[16];
        world.Random.NextBytes(bytes);
        return new(bytes);
    }
}
