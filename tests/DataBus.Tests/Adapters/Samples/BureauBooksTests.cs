using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using DataBus.SampleBureaus;
using Microsoft.Data.Sqlite;

namespace DataBus.Tests.Adapters.Samples;

public sealed class BureauBooksTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Publish_SameSeedTwice_GivesTheSameFiles()
    {
        using var other = new TemporaryFolder();

        Publish(_folder.Path);
        Publish(other.Path);

        Assert.Equal(Hashes(_folder.Path), Hashes(other.Path));
        Assert.Equal(85, Hashes(_folder.Path).Count);
    }

    [Fact]
    public void Publish_FileAlreadyRead_IsNotOfferedAgain()
    {
        Publish(_folder.Path);
        var name = "rd-deduction_FULL_20261118.csv";
        var done = Directory.CreateDirectory(Path.Combine(_folder.Path, "tax", "done"));
        File.Move(Path.Combine(_folder.Path, "tax", name), Path.Combine(done.FullName, name));

        Publish(_folder.Path);

        Assert.False(File.Exists(Path.Combine(_folder.Path, "tax", name)));
        Assert.Equal(802L, Scalar("SELECT MAX(row_version) FROM registration"));
    }

    [Fact]
    public void Publish_FullFiles_SayHowManyRowsTheyHave()
    {
        Publish(_folder.Path);

        var plain = Lines("tax/rd-deduction_FULL_20261118.csv", "utf-8");
        var zipped = Lines("tax/rd-deduction_FULL_20261119.csv.gz", "gb18030");
        var manifest = File.ReadAllText(Path.Combine(_folder.Path, "industry/tier-labels/tier-labels_FULL_20261120.csv.manifest.json"));
        var industry = Lines("industry/tier-labels/tier-labels_FULL_20261120.csv", "utf-8");
        Assert.Equal($"#END,{plain.Length - 2}", plain[^1]);
        Assert.Equal($"#END,{zipped.Length - 2}", zipped[^1]);
        Assert.Equal(plain.Length - 1, zipped.Length);
        Assert.Equal($$"""{"rows":{{industry.Length - 1}}}""", manifest.Trim());
    }

    [Fact]
    public void Publish_LastLists_StandWhereTheDistrictWouldStand()
    {
        Publish(_folder.Path);

        var industry = Lines("industry/tier-labels/tier-labels_FULL_20261120.csv", "utf-8");
        var science = Lines("science/tier-labels/tier-labels_FULL_20261120.csv", "utf-8");
        var platforms = Lines("science/platforms/platforms_FULL_20261120.csv", "utf-8");
        Assert.Equal(19, Count(industry, ",M2+,"));
        Assert.Equal(4, Count(industry, ",M3,制造业单项冠军,国家级,"));
        Assert.Equal(6, Count(science, ",T3b,"));
        Assert.Equal(31, platforms.Count(line => Has(line, ",企业技术中心,市级,") && Has(line, ",认定,")));
        Assert.Equal(3, Count(platforms, ",企业重点实验室,市级,"));
        Assert.Equal(4, Count(platforms, ",工程研究中心,市级,"));
    }

    [Fact]
    public void Publish_ThreeNights_RepeatTheSameBadRowsAndLoseOneGoodOne()
    {
        Publish(_folder.Path);

        var nights = new[] { "18", "19", "20" }.Select(day => Lines($"science/tier-labels/tier-labels_FULL_202611{day}.csv", "utf-8")).ToArray();
        var first = nights[0][1..^1].ToHashSet();
        Assert.All(nights[1..], night => Assert.Equal(nights[0][^5..^1], night[^5..^1]));
        Assert.All(nights[1..], night => Assert.Single(first.Except(night)));
    }

    private static int Count(string[] lines, string text) => lines.Count(line => Has(line, text));

    private static bool Has(string line, string text) => line.Contains(text, StringComparison.Ordinal);

    private static void Publish(string path) => new BureauBooks(new SampleOptions { Directory = path, Seed = 7 }).Publish();

    private string[] Lines(string file, string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using Stream raw = File.OpenRead(Path.Combine(_folder.Path, file));
        using var stream = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw;
        using var reader = new StreamReader(stream, Encoding.GetEncoding(encoding));
        return reader.ReadToEnd().Split(["\r\n", "\n"], StringSplitOptions.RemoveEmptyEntries);
    }

    private object? Scalar(string query)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.Path, "market-regulation", "registry.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        return command.ExecuteScalar();
    }

    // The database's bytes hold its own counters; its rows are compared in RegistrationMakerTests.
    private static Dictionary<string, string> Hashes(string root) => Directory
        .EnumerateFiles(root, "*", SearchOption.AllDirectories)
        .Where(file => !file.Contains("registry.db", StringComparison.Ordinal))
        .ToDictionary(file => Path.GetRelativePath(root, file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));
}
