using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace DataBus.Adapters.Declaration;

/// <summary>Reads an <c>input</c> of type <c>sql</c>.</summary>
internal static class SqlInputParser
{
    /// <summary>Reads the input.</summary>
    public static SqlInput Parse(SettingReader reader)
    {
        var driver = reader.Choice("driver", SqlInput.Sqlite, [.. SqlInput.Drivers.Select(name => (name, name))]);
        var sweep = reader.Section("sweep");
        var input = new SqlInput
        {
            Driver = driver,
            Connection = Connection(reader, driver),
            Query = reader.Text("query", required: true) ?? "",
            Version = reader.Text("version"),
            Key = reader.Text("key", required: true) ?? "",
            Overlap = Overlap(reader),
            SweepEvery = sweep?.Duration("every", null, TimeSpan.FromSeconds(1), TimeSpan.FromDays(7)),
            SweepsOnce = (int)(sweep?.Number("once", 0, 0, 10) ?? 0),
        };
        sweep?.Done();
        foreach (var name in new[] { "overlap", "sweep" }.Where(name => input.Version is null && reader.Find(name) is not null))
            reader.Wrong(name, "只用于有 version 列的来源; 没有它时每次都比较全表", "is for a source with a version column; without one each read compares all rows");
        return input;
    }

    private static ConnectionDeclaration? Connection(SettingReader reader, string driver)
    {
        var text = reader.Text("connection");
        if (text is null)
        {
            if (driver != SqlInput.Sqlite)
                reader.Wrong("connection", "应为连接字符串, 例如 Server=…;Database=…;User ID=…;Password=${NAME}", "should be a connection string such as Server=…;Database=…;User ID=…;Password=${NAME}");
            return null;
        }
        var connection = ConnectionDeclaration.Parse(text);
        if (connection is null)
            reader.WrongSecret("connection", "应为以分号隔开的 名=值", "should be name=value, separated by semicolons");
        else if (connection.ShowsSecret)
            reader.WrongSecret("connection", "密码不可写在文件里: 写 Password=${NAME}, 值放在环境变量 NAME 中", "a password may not stand in the file: write Password=${NAME} and put it into the environment variable NAME");
        return connection;
    }

    private static OverlapDeclaration? Overlap(SettingReader reader)
    {
        if (reader.Find("overlap") is not YamlScalarNode { Value: { Length: > 0 } text })
            return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var versions))
            return new OverlapDeclaration(versions, versions == 0 ? TimeSpan.Zero : null);
        if (Durations.Parse(text) is { } time)
            return new OverlapDeclaration(null, time);
        reader.Wrong("overlap", "应为整数 (版本个数) 或时长 (例如 10m)", "should be a whole number of versions or a duration such as 10m");
        return null;
    }
}
