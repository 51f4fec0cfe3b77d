namespace IngestPipeline.Faults;

/// <summary>The network between the services and the broker.</summary>
internal static class NetworkRows
{
    public static IReadOnlyList<Row> All { get; } =
    [
        new("11", "half-open connections: nothing goes through for 20 s, then for 90 s", Stalls) { IsRelayed = true },
        new("12", "latency of 200 ± 50 ms and 5 % loss for 30 s; every connection reset, three times", Roughness) { IsRelayed = true, Articles = 2000, Rate = 60 },
    ];

    private static async Task Stalls(Trial trial)
    {
        foreach (var seconds in new[] { 20, 90 })
        {
            await trial.Pause(2, 4);
            using (trial.Fault())
            {
                trial.Network.Stall();
                await trial.Pause(seconds, seconds);
                trial.Network.Go();
            }
            await trial.Ready();
        }
    }

    private static async Task Roughness(Trial trial)
    {
        await trial.Pause(2, 4);
        trial.Network.Latency = (TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(50));
        trial.Network.Loss = 0.05;
        await trial.Pause(30, 30);
        (trial.Network.Latency, trial.Network.Loss) = (default, 0);
        for (var time = 0; time < 3; time++)
        {
            await trial.Pause(1, 4);
            trial.Network.Reset();
        }
    }
}
