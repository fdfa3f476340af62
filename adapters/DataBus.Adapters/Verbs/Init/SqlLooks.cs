using System.Data.Common;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Sources.Sql;
using DataBus.Adapters.Verbs.Init.Writing;

namespace DataBus.Adapters.Verbs.Init;

/// <summary>Looks at a table, a view or a query of a database.</summary>
internal static class SqlLooks
{
    /// <summary>Looks.</summary>
    /// <exception cref="AdapterFileException">The options are wrong.</exception>
    /// <exception cref="DbException">The database refuses.</exception>
    public static async Task<SourceLook> LookAsync(InitOptions options, string query, CancellationToken cancellationToken)
    {
        var name = options.Driver ?? SqlInput.Sqlite;
        var driver = Driver(name, options);
        var (columns, rows) = await ReadAsync(driver, query, cancellationToken);
        var looks = SourceLook.Of(columns, rows);
        var key = options.Key is { } wanted && looks.Any(column => column.Name == wanted && column.IsUnique)
            ? wanted
            : looks.FirstOrDefault(column => column.IsUnique)?.Name;
        return new SourceLook(
            [
                "type: sql", $"driver: {name}", .. options.Connection is { } connection ? [$"connection: {YamlText.Of(connection)}"] : Array.Empty<string>(),
                $"query: {YamlText.Of(query)}",
                options.Version is { } version
                    ? $"version: {YamlText.Of(version)}"
                    : "# version: …              # 每次修改都会变大的列 (数字或时间); 没有就每次比较全表 / a column that rises with every change",
                $"key: {YamlText.Of(key ?? "?")}{(key is null ? "    # 没有一列能区分各行: 在 query 里拼一列 / no column tells rows apart: make one in the query" : "")}",
                .. options.Version is null ? Array.Empty<string>() : ["sweep: {every: 1h, once: 1}   # 全表比较, 发现删除 / shows what is gone"],
            ],
            looks, options.Db is null ? "" : $"--db {options.Db}");
    }

    private static SqlDriver Driver(string name, InitOptions options)
    {
        var problems = new List<SettingProblem>();
        var declared = options.Connection is { } text ? ConnectionDeclaration.Parse(text) : null;
        if (options.Connection is not null && declared is null)
            problems.Add(new SettingProblem(0, "--connection", "…", "应为以分号隔开的 名=值", "should be name=value, separated by semicolons"));
        if (declared?.ShowsSecret == true)
            problems.Add(new SettingProblem(0, "--connection", "…", "密码写成 ${NAME}, 值放在环境变量中", "write the password as ${NAME} and put it into the environment"));
        if (declared is null && options.Db is null)
            problems.Add(new SettingProblem(0, "--connection", null, "请给出连接字符串 (或 --db)", "please give the connection string (or --db)"));
        var input = new SqlInput { Driver = name, Connection = declared, Query = "", Key = "" };
        var driver = problems.Count == 0 ? SqlDatabase.Driver("init", input, options.Db, problems) : null;
        return driver ?? throw new AdapterFileException("init", problems);
    }

    private static async Task<(List<string> Columns, List<IReadOnlyList<string?>> Rows)> ReadAsync(
        SqlDriver driver, string query, CancellationToken cancellationToken)
    {
        await using var connection = await driver.OpenAsync(cancellationToken);
        await using var command = driver.Command(
            connection, null, driver.Limited($"SELECT * FROM ({query}) source_rows ORDER BY 1"), ("@limit", SourceLook.Rows));
        await using var reader = await driver.ReadAsync(command, null, cancellationToken);
        var columns = Enumerable.Range(0, reader.FieldCount).ToList();
        var rows = new List<IReadOnlyList<string?>>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add([.. columns.Select(column => driver.Text(reader, column))]);
        return ([.. columns.Select(reader.GetName)], rows);
    }
}
