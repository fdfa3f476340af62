using DataBus.Cli;
using DataBus.Cli.Mirror;
using DataBus.Cli.Mirror.Databases;

namespace DataBus.Tests.Cli.Mirror;

public sealed class MirrorTargetTests : IDisposable
{
    private const string Secret = "geheim";

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("sqlite:bus.db", "sqlite:bus.db")]
    [InlineData("postgres:Host=db;Username=mirror;Password=geheim;Database=bus", "postgres:db:5432/bus")]
    [InlineData("mysql:Server=db;Port=3307;User ID=mirror;Password=geheim;Database=bus", "mysql:db:3307/bus")]
    public void Of_Target_NamesThePlaceWithoutThePassword(string to, string place)
    {
        using var dialect = MirrorTarget.Of(to, MirrorDatabase.Texts);

        Assert.Equal(place, dialect.Place);
    }

    [Theory]
    [InlineData("oracle:geheim")]
    [InlineData("sqlite:")]
    [InlineData("geheim")]
    [InlineData("postgres:Password=x;geheim=y")]
    [InlineData("postgres:Port=geheim")]
    [InlineData("mysql:Password=x;geheim")]
    [InlineData("env:DATABUS_TEST_NOT_SET")]
    [InlineData("file:/no/such/file")]
    public void Of_NoTarget_SaysSoAndShowsNothing(string to)
    {
        var refused = Assert.Throws<CliException>(() => MirrorTarget.Of(to, MirrorDatabase.Texts));

        Assert.Equal(ExitCodes.Usage, refused.ExitCode);
        Assert.DoesNotContain(Secret, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_FileWithATarget_IsThatTarget()
    {
        File.WriteAllText(_file, "mysql:Server=db;Password='ge;heim';Database=bus\n");

        using var dialect = MirrorTarget.Of($"file:{_file}", MirrorDatabase.Texts);

        Assert.Equal("mysql:db:3306/bus", dialect.Place);
    }

    [Fact]
    public async Task RunAsync_ServerThatIsNotThere_SaysWhichAndNotThePassword()
    {
        var (exit, _, errors) = await DatabusProcess.RunAsync(
            "mirror", "--to", $"postgres:Host=127.0.0.1;Port=1;Username=mirror;Password={Secret};Database=bus", "--lang", "en", "--hub", "http://127.0.0.1:1");

        Assert.Equal(ExitCodes.Unavailable, exit);
        Assert.Contains("postgres:127.0.0.1:1/bus", errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_FileThatIsNotThere_IsNotMade()
    {
        var file = $"{_file}.absent";

        var exit = await CliApplication.RunAsync(["mirror", "check", "--to", $"sqlite:{file}", "--hub", "http://127.0.0.1:1"]);

        Assert.Equal(ExitCodes.Unavailable, exit);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public void For_Everything_HasNamesThatEachDatabaseTakes()
    {
        // PostgreSQL cuts a name at 63 bytes, and what is equal then is one column.
        Assert.All(MirrorTable.For([], []), static table =>
        {
            Assert.True(table.Name.Length <= 63, table.Name);
            Assert.All(table.Columns, column => Assert.True(column.Name.Length <= 63, column.Name));
            Assert.Equal(table.Columns.Count, table.Columns.Select(column => column.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        });
    }
}
