using Npgsql;

namespace IngestPipeline.Hosting;

/// <summary>A password in a file of its own, as secrets are handed to containers, for an address that names a user and no password.</summary>
public static class PasswordFile
{
    /// <summary>Setting: the file with the password for <c>ConnectionStrings__rabbitmq</c>.</summary>
    public const string Broker = "RABBITMQ_PASSWORD_FILE";

    /// <summary>Setting: the file with the password for <c>ConnectionStrings__postgres</c>.</summary>
    public const string Database = "POSTGRES_PASSWORD_FILE";

    /// <summary>Completes an AMQP address.</summary>
    /// <param name="address">The address; one with a password, or without a user, stays as it is.</param>
    /// <param name="file">Path of the file, one line; null for none.</param>
    /// <exception cref="InvalidOperationException">The file cannot be read or is empty.</exception>
    public static Uri Complete(Uri address, string? file) =>
        string.IsNullOrEmpty(file) || address.UserInfo.Length == 0 || address.UserInfo.Contains(':', StringComparison.Ordinal)
            ? address
            : new UriBuilder(address) { Password = Uri.EscapeDataString(Read(Broker, file)) }.Uri;

    /// <summary>Completes a PostgreSQL connection string.</summary>
    /// <param name="connectionString">As Npgsql reads it; one with a password stays as it is.</param>
    /// <param name="file">Path of the file, one line; null for none.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    /// <exception cref="InvalidOperationException">The file cannot be read or is empty.</exception>
    public static string Complete(string connectionString, string? file)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (string.IsNullOrEmpty(file) || settings.Password is not null)
            return connectionString;
        settings.Password = Read(Database, file);
        return settings.ConnectionString;
    }

    private static string Read(string setting, string file)
    {
        string password;
        try
        {
            password = File.ReadAllText(file).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"{setting} names a file that cannot be read: {error.Message}", error);
        }
        return password.Length > 0 ? password : throw new InvalidOperationException($"{setting} names a file without a password: {file}");
    }
}
