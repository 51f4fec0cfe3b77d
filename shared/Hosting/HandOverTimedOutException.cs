namespace IngestPipeline.Hosting;

/// <summary>The broker did not confirm a hand-over in time. It may have it all the same, or get it later: the next try has the same id.</summary>
internal sealed class HandOverTimedOutException(string message, TimeSpan longest, Exception cause)
    : PassingException($"The broker did not confirm {message} within {longest.TotalSeconds:0} seconds; is it in alarm?", cause);
