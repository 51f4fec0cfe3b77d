using System.CommandLine;
using System.Data.Common;
using IngestPipeline.Hosting;
using IngestPipeline.Storage;
using Npgsql;

namespace IngestPipeline.Cli;

/// <summary>Which database, and what to say when it does not answer or refuses.</summary>
internal static class DatabaseAddress
{
    private const string Local = "Host=localhost;Username=postgres;Database=ingest";

    public static Option<string?> Option() => new("--postgres")
    {
        Description = "Connection string of the database. Default: ConnectionStrings__postgres, else the local one. The password may be in the file that POSTGRES_PASSWORD_FILE names.",
        HelpName = "Host=…;Username=…;Database=…",
    };

    /// <summary>Connects and works; a fault of the database is told in one sentence.</summary>
    /// <param name="given">As the option was given; null when it was not.</param>
    /// <param name="work">Gives the exit code.</param>
    public static async Task<int> With(string? given, Func<Database, Task<int>> work)
    {
        try
        {
            await using var database = Database.Postgres(PasswordFile.Complete(
                given ?? Environment.GetEnvironmentVariable("ConnectionStrings__postgres") ?? Local, Environment.GetEnvironmentVariable(PasswordFile.Database)));
            return await work(database);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return await BrokerAddress.Complain("This database has none of the pipeline's tables: no service has run on it yet.", ExitCodes.NoDatabase);
        }
        catch (DbException error)
        {
            return await BrokerAddress.Complain($"The database refuses or does not answer: {error.Message}", ExitCodes.NoDatabase);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            return await BrokerAddress.Complain(error.Message, ExitCodes.BadUsage);
        }
    }
}
