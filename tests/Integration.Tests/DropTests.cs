using System.Diagnostics;
using IngestPipeline.Hosting;
using IngestPipeline.Support;

namespace IngestPipeline.Integration.Tests;

/// <summary><c>ingest drop</c> on a broker that takes nothing, or not all at once.</summary>
public sealed class DropTests(Servers servers)
{
    private static readonly Dictionary<string, object?> TwoAtMost = new() { ["x-max-length"] = 2, ["x-overflow"] = "reject-publish" };

    [Fact]
    public async Task It_slows_down_to_what_the_queue_takes()
    {
        await using var place = await QuarantinePlace.Make(servers, "drop-slow");
        using var folder = Articles(5);
        await place.Queue(Names.Intake, TwoAtMost);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));

        var drop = place.Ingest("drop", folder.Path);
        var taken = 0;
        await place.Until(Names.Intake, 2);
        while (!drop.IsCompleted && await pause.WaitForNextTickAsync(TestContext.Current.CancellationToken))
            taken += (await place.Take(Names.Intake)).Count;
        taken += (await place.Take(Names.Intake)).Count;

        var run = await drop;
        run.ExitCode.ShouldBe(0, run.ToString());
        run.Output.ShouldContain("5 dropped.");
        taken.ShouldBe(5);
    }

    [Fact]
    public async Task It_says_so_once_and_gives_up_in_the_end_with_what_is_left()
    {
        await using var place = await QuarantinePlace.Make(servers, "drop-full");
        using var folder = Articles(5);
        await place.Queue(Names.Intake, TwoAtMost);

        var run = await place.Ingest("drop", folder.Path, "--timeout", "2s");

        run.ExitCode.ShouldBe(1, run.ToString());
        run.Output.ShouldContain("not dropped 3.txt\nnot dropped 4.txt\nnot dropped 5.txt\n2 of 5 dropped; 3 not.");
        run.Error.ShouldBe("The queue is full: waiting, at most 2s for each message.\nThe queue is full, and stayed so for 2s.\n");
        (await place.Take(Names.Intake)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_broker_in_alarm_does_not_hang_it()
    {
        await using var broker = await Broker.StartInAlarm(TestContext.Current.CancellationToken);
        var address = await broker.VirtualHost("drop-alarm");
        await using var wire = await Wire.Open(address);
        await wire.Listen(Names.Intake);
        using var folder = Articles(2);

        var run = await Run.ToEnd(Run.Start(Repository.Program("Cli", "ingest"), "drop", folder.Path, "--timeout", "2s", "--rabbitmq", address.ToString()));

        run.ExitCode.ShouldBe(1, run.ToString());
        run.Output.ShouldContain("not dropped 1.txt: sent, not confirmed; it may have arrived\nnot dropped 2.txt\n0 of 2 dropped; 2 not.");
        run.Error.ShouldContain("The broker takes nothing at the moment");
        run.Error.ShouldContain("confirmed nothing for 2s");
    }

    private static TemporaryFolder Articles(int count)
    {
        var folder = new TemporaryFolder();
        foreach (var number in Enumerable.Range(1, count))
            folder.Write($"{number}.txt", $"The ferry came in late on day {number}.");
        return folder;
    }
}
