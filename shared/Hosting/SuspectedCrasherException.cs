namespace IngestPipeline.Hosting;

/// <summary>A message that never came back from its handler, at last with nothing beside it. Wrong for good until somebody
/// has looked at it. It says what the broker counted: that the process died is likely, a lost connection counts the same.</summary>
internal sealed class SuspectedCrasherException() : Exception(
    "Suspected crasher: this message came back unacknowledged three times from among others, and once more while it was handled alone.");
