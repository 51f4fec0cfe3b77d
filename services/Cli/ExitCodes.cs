namespace IngestPipeline.Cli;

internal static class ExitCodes
{
    public const int Done = 0, Incomplete = 1, BadUsage = 2, NoBroker = 3, NoDatabase = 4;
}
