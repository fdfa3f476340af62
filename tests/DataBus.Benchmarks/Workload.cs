using System.Globalization;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Benchmarks;

/// <summary>Sound changes of <c>enterprise.tier_label</c>, about 300 bytes each, every one of a new address.</summary>
internal sealed class Workload
{
    public const string Source = "science.tier-labels";
    public const string Facet = "enterprise.tier_label";

    private const int Enterprises = 20_000;

    private static readonly string[] _codes = ["T1", "T2", "T3a", "T3b"];

    private readonly string[] _uscc = [.. Enumerable.Range(0, Enterprises).Select(Uscc)];
    private int _made;

    /// <summary>Makes batches with changes that were not there before; positions are set when they are sent.</summary>
    public List<Batch> Batches(int changes) =>
        [.. Enumerable.Range(0, changes / BenchmarkOptions.BatchSize).Select(_ => NextBatch(BenchmarkOptions.BatchSize))];

    public Batch NextBatch(int size) => new() { Items = { Enumerable.Range(0, size).Select(_ => new PushItem { Change = Next() }) } };

    /// <summary>The changes of a batch as bytes, one after the other: what any store would at least have to keep.</summary>
    public static byte[] Payload(Batch batch)
    {
        using var bytes = new MemoryStream();
        foreach (var item in batch.Items)
            item.Change.WriteTo(bytes);
        return bytes.ToArray();
    }

    private Change Next()
    {
        var number = _made++;
        return new Change
        {
            Key = new Key { Kind = Kind.Enterprise, Scheme = "uscc", Value = _uscc[number % Enterprises] },
            TierLabel = new TierLabel
            {
                Code = _codes[number % _codes.Length],
                Certificate = string.Create(CultureInfo.InvariantCulture, $"津科企认字〔2026〕第{number:D8}号"),
                Level = "CITY",
                ValidFrom = "2026-01-01",
                ValidTo = "2028-12-31",
                Batch = "2026年第3批天津市科技型企业梯度培育入库名单（津南区推荐，市科技局公示后备案）",
                SourceAgency = "天津市津南区科学技术局会同天津市科学技术局",
                State = "VALID",
            },
        };
    }

    private static string Uscc(int number)
    {
        var organisation = string.Create(CultureInfo.InvariantCulture, $"{10_000_000 + number}");
        var body = $"91120112{organisation}{CheckDigits.OrganisationCode(organisation)}";
        return body + CheckDigits.Uscc(body);
    }
}
