namespace IngestPipeline.Hosting;

/// <summary>What may work later: the message that met it is parked, not quarantined.</summary>
/// <remarks>A cancellation is not kept as its cause: whatever has one at its root MassTransit takes for a cancellation itself.</remarks>
/// <param name="message">A sentence for a person; it becomes a header of the message.</param>
/// <param name="cause">What was caught, if anything.</param>
public abstract class PassingException(string message, Exception? cause = null)
    : Exception(message, cause?.GetBaseException() is OperationCanceledException ? null : cause);
