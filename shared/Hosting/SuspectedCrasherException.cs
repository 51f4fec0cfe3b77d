namespace IngestPipeline.Hosting;

/// <summary>A message that never came back from its handler, at last with nothing beside it. Wrong for good until somebody
/// has looked at it.</summary>
internal sealed class SuspectedCrasherException() : Exception(
    "Suspected crasher: the process ended three times while it held this message among others, and once more while it held this one alone.");
