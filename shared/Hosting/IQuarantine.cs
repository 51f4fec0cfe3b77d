namespace IngestPipeline.Hosting;

/// <summary>Where a message goes that was acknowledged before it was found that it can never work.</summary>
public interface IQuarantine
{
    /// <summary>Gives a message up; returns when it is kept.</summary>
    /// <param name="message">As it was received.</param>
    /// <param name="queue">The work queue it came from, and goes back to when it is replayed.</param>
    /// <param name="cause">Why.</param>
    /// <param name="cancellationToken">Gives up; the message may be kept all the same.</param>
    Task Keep(HeldMessage message, string queue, Exception cause, CancellationToken cancellationToken);
}
