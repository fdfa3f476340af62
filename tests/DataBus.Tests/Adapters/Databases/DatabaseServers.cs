using DataBus.Tests.Adapters.Databases;

[assembly: AssemblyFixture(typeof(DatabaseServers))]

namespace DataBus.Tests.Adapters.Databases;

/// <summary>The servers that tests need: each is started when the first test asks for it, and stopped after the last one.</summary>
public sealed class DatabaseServers : IAsyncDisposable
{
    private readonly Lazy<Task<DatabaseServer>> _postgres = new(StartPostgresAsync);
    private readonly Lazy<Task<DatabaseServer>> _mariaDb = new(StartMariaDbAsync);

    /// <summary>An empty PostgreSQL database; skips the test where PostgreSQL is not installed.</summary>
    internal async Task<TestDatabase> PostgresAsync()
    {
        Assert.SkipUnless(Find("initdb", PostgresFolders()) is not null, "PostgreSQL is not installed (apt-get install postgresql-15).");
        Assert.SkipUnless(!IsRoot || File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)),
            "PostgreSQL does not run as root, and there is no user postgres.");
        // C orders by bytes: a collation that does not shows what the kit must not rely on.
        return (await _postgres.Value).NewDatabase("postgres", "TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'zh' LOCALE 'C'");
    }

    /// <summary>An empty MariaDB database; skips the test where MariaDB is not installed.</summary>
    internal async Task<TestDatabase> MariaDbAsync()
    {
        Assert.SkipUnless(Find("mariadbd", []) is not null, "MariaDB is not installed (apt-get install mariadb-server-core).");
        return (await _mariaDb.Value).NewDatabase("mysql", "CHARACTER SET utf8mb4");
    }

    /// <summary>Folder of the MariaDB server, once it was asked for.</summary>
    internal string MariaDbFolder => _mariaDb.Value.Result.Folder;

    public async ValueTask DisposeAsync()
    {
        foreach (var server in new[] { _postgres, _mariaDb }.Where(server => server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }))
            await (await server.Value).DisposeAsync();
    }

    private static bool IsRoot => Environment.UserName == "root";

    private static async Task<DatabaseServer> StartPostgresAsync()
    {
        var folder = Directory.CreateTempSubdirectory("databus-pg-").FullName;
        string[] user = IsRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
        await File.WriteAllTextAsync($"{folder}/password", "geheim\n");
        if (IsRoot)
            await DatabaseServer.RunAsync("/", ["chown", "postgres", folder]);
        await DatabaseServer.RunAsync(folder,
            [.. user, Find("initdb", PostgresFolders())!, "-D", $"{folder}/data", "-U", "databus", "-A", "scram-sha-256", $"--pwfile={folder}/password", "-E", "UTF8", "--locale=C", "--no-sync"]);
        return await DatabaseServer.StartAsync(
            folder, "INT",
            [
                .. user, Find("postgres", PostgresFolders())!, "-D", $"{folder}/data", "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off",
                "-c", "shared_buffers=16MB", "-c", "max_connections=40",
            ],
            name => new ServerDatabase("postgresql", $"Host={folder};Username=databus;Password=geheim;Database={name}"), "postgres");
    }

    private static async Task<DatabaseServer> StartMariaDbAsync()
    {
        var folder = Directory.CreateTempSubdirectory("databus-maria-").FullName;
        string[] settings =
        [
            "--no-defaults", $"--datadir={folder}/data", .. IsRoot ? ["--user=root"] : Array.Empty<string>(), "--innodb-buffer-pool-size=16M",
            "--innodb-log-file-size=8M", "--innodb-flush-log-at-trx-commit=0", "--character-set-server=utf8mb4", "--sql-mode=",
        ];
        Directory.CreateDirectory($"{folder}/data");
        var tables = new[] { "mysql_system_tables.sql", "mysql_system_tables_data.sql" }.Select(name => File.ReadAllText($"/usr/share/mysql/{name}"));
        await DatabaseServer.RunAsync(folder, [Find("mariadbd", [])!, .. settings, "--bootstrap"], string.Join('\n',
            ["CREATE DATABASE mysql;", "USE mysql;", "SET @auth_root_socket=NULL;", "SET @skip_auth_anonymous=1;", .. tables,
            "FLUSH PRIVILEGES;", "CREATE USER databus IDENTIFIED BY 'geheim';", "GRANT ALL ON *.* TO databus;", ""]));
        return await DatabaseServer.StartAsync(
            folder, "TERM", [Find("mariadbd", [])!, .. settings, "--skip-networking", $"--socket={folder}/socket", $"--pid-file={folder}/pid"],
            name => new ServerDatabase("mariadb", $"Server={folder}/socket;Protocol=Unix;User ID=databus;Password=geheim;Database={name}"), "mysql");
    }

    private static string[] PostgresFolders() => Directory.Exists("/usr/lib/postgresql")
        ? [.. Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => $"{version}/bin")]
        : [];

    private static string? Find(string program, IEnumerable<string> folders) => folders
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')).Append("/usr/sbin")
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
