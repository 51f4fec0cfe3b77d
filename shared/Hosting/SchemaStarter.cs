using IngestPipeline.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IngestPipeline.Hosting;

/// <summary>Brings the schema up to date before anything else starts; waits for a database that is late.</summary>
internal sealed class SchemaStarter(Database database, TimeProvider time, ILogger<SchemaStarter> log) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await Schema.Apply(database, cancellationToken);
                return;
            }
            catch (System.Data.Common.DbException error) when (error.IsTransient || error.InnerException is System.Net.Sockets.SocketException)
            {
                Log.DatabaseLate(log, error.Message);
                await Task.Delay(TimeSpan.FromSeconds(2), time, cancellationToken);
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
