using System.Globalization;

namespace DataBus.Tests.Restores;

/// <summary>A bureau's database of platforms, each row with the version that its last change drew from the database's counter.</summary>
internal sealed class PlatformRegistry
{
    public const string Source = "science.platforms";

    public const string Declaration = """
          - source: science.platforms
            input:
              type: sql
              query: SELECT id, name, version FROM platform
              version: version
              key: id
              sweep: {every: 10m, once: 1}
            raw: [id]
            facets:
              - facet: platform.profile
                key: {scheme: local, template: '{$source}:{id}'}
                fields: {name: name, kind: {value: incubator}, level: {value: CITY}, state: {value: RECOGNISED}, recognised_on: {value: '2023-06-01'}, host_name: {value: 津南样例科技有限公司}}
        """;

    private const int Platforms = 12;
    private const int Names = 4;
    private const string Next = "UPDATE counter SET last = last + 1;";
    private const string Last = "(SELECT last FROM counter)";

    private readonly SqliteFile _database;

    public PlatformRegistry(string folder)
    {
        Moments = new Moments(folder);
        _database = new SqliteFile(File);
        _database.Execute("CREATE TABLE counter (last INTEGER); INSERT INTO counter VALUES (0); CREATE TABLE platform (id INTEGER PRIMARY KEY, name TEXT, version INTEGER)");
    }

    public Moments Moments { get; }

    public string File => Path.Combine(Moments.Folder, "registry.db");

    /// <summary>A platform comes, is changed, is written again as it is, or goes.</summary>
    public void Work(Random random)
    {
        var id = random.Next(Platforms);
        _database.Execute(string.Create(CultureInfo.InvariantCulture, $"{Next} {random.Next(8) switch
        {
            0 or 1 => $"DELETE FROM platform WHERE id = {id}",
            2 => $"UPDATE platform SET version = {Last} WHERE id = {id}",
            _ => $"INSERT OR REPLACE INTO platform VALUES ({id}, '平台 {random.Next(Names)}', {Last})",
        }}"));
    }

    /// <summary>Its rows as the bus should show them.</summary>
    public string[] Rows()
    {
        var rows = new List<string>();
        using var connection = _database.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, name FROM platform";
        using var reader = command.ExecuteReader();
        while (reader.Read())
            rows.Add(string.Create(CultureInfo.InvariantCulture, $"{Source}:{reader.GetInt64(0)} {reader.GetString(1)}"));
        return [.. rows.Order(StringComparer.Ordinal)];
    }
}
