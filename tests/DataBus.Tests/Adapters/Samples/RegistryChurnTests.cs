using DataBus.SampleBureaus;
using DataBus.SampleBureaus.Live;
using Microsoft.Data.Sqlite;

namespace DataBus.Tests.Adapters.Samples;

public sealed class RegistryChurnTests : IDisposable
{
    private static readonly DateTime _now = new(2026, 11, 24, 9, 0, 0);

    private readonly TemporaryFolder _folder = new();
    private readonly SampleOptions _options;
    private readonly BureauBooks _books;

    public RegistryChurnTests()
    {
        _options = new SampleOptions { Directory = _folder.Path, Seed = 7 };
        _books = new BureauBooks(_options);
        _books.Publish();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Change_Ticks_RaiseTheVersionOfWhatTheyWrite()
    {
        var churn = new RegistryChurn(_books, _options.Seed);

        var written = Enumerable.Range(1, 20).Sum(tick => churn.Change(tick, _now));

        Assert.Equal(802L + written, Scalar("SELECT MAX(row_version) FROM registration"));
        Assert.Equal(802L, Scalar("SELECT COUNT(*) FROM registration"));
        Assert.True((long)Scalar("SELECT COUNT(*) FROM registration WHERE apprdate = '2026-11-24'")! > 20);
    }

    [Fact]
    public void Change_SeventhTick_SpoilsOneAndTheFourteenthMendsIt()
    {
        var churn = new RegistryChurn(_books, _options.Seed);
        const string Unknown = "SELECT COUNT(*) FROM registration WHERE regstate_cn = '系统迁移中' AND id <= 600";

        var counts = Enumerable.Range(1, 15).Select(tick =>
        {
            churn.Change(tick, _now);
            return (long)Scalar(Unknown)!;
        }).ToArray();

        Assert.Equal((0L, 1L, 1L), (counts[5], counts[6], counts[14]));
    }

    [Fact]
    public void Change_LaterTick_DropsAFileWithTheTimeInItsName()
    {
        var churn = new ReturnChurn(_books, _options.Seed);

        churn.Change(3, _now);
        churn.Change(4, _now);

        Assert.True(File.Exists(Path.Combine(_folder.Path, "tax", "rd-deduction_CHANGES_20261124T090000.csv")));
        Assert.Equal(2, Directory.GetFiles(Path.Combine(_folder.Path, "tax"), "*CHANGES*").Length);
    }

    private object? Scalar(string query)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.Path, "market-regulation", "registry.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        return command.ExecuteScalar();
    }
}
