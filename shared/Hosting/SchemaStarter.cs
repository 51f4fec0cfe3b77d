using System.Data.Common;
using IngestPipeline.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IngestPipeline.Hosting;

/// <summary>Brings the schema up to date before anything that uses it starts, or waits until a service that may has done so; waits for
/// a database that is late, and ends the service over one that refuses it.</summary>
internal sealed class SchemaStarter(Database database, TimeProvider time, Ending ending, ILogger<SchemaStarter> log) : IHostedService
{
    private const string MissingRight = "42501";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var isOutdated = false;
            try
            {
                isOutdated = !await Schema.IsCurrent(database, cancellationToken);
                if (isOutdated)
                    await Schema.Apply(database, cancellationToken);
                else
                    await Schema.Grant(database, cancellationToken);
                return;
            }
            catch (DbException error) when (isOutdated && error.SqlState == MissingRight)
            {
                Log.SchemaLate(log);
            }
            catch (DbException error) when (IsLate(error))
            {
                Log.DatabaseLate(log, error.Message);
            }
            catch (DbException error)
            {
                ending.Refused(Refusal.Untrusted(error) is { } untrusted ? $"its database is not to be trusted: {untrusted}" : $"the database does not take it: {error.Message}");
                throw new OperationCanceledException(error.Message, error);
            }
            // Neither the database nor the one that may change the schema tells when it is there.
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Without an SQLSTATE no server has answered. Class 57: it starts, stops or was told to cancel; 53: it lacks resources.
    private static bool IsLate(DbException error) => error.SqlState switch
    {
        null => Refusal.Untrusted(error) is null && (error.IsTransient || error.InnerException is not null),
        ['5', '7' or '3', ..] => true,
        _ => error.IsTransient,
    };
}
