using System.Globalization;
using DataBus.Tests.Adapters.Kit;

namespace DataBus.Tests.Restores;

/// <summary>A bureau that drops a full list of labels each night, now and then a broken one first, or one that should have come before.</summary>
internal sealed class LabelFiles(string folder)
{
    public const string Source = "science.tier-labels";

    public const string Declaration = """
          - source: science.tier-labels
            input:
              type: file
              settle: 0s
              files: {pattern: 'full_(?<as_of>[0-9]{8})\.csv', mode: full, as_of_format: yyyyMMdd}
              trailer: {marker: '#END', count: 2}
            raw: [统一社会信用代码]
            ignore: [企业名称]
            facets:
              - facet: enterprise.tier_label
                key: {scheme: uscc, column: 统一社会信用代码}
                fields:
                  code: {column: 梯度, convert: [{code: tier_code}]}
                  certificate: 证书编号
                  valid_from: {value: '2023-01-01'}
                  valid_to: {column: 有效期, convert: [date]}
                  state: {value: VALID}
        """;

    private static readonly DateOnly _first = new(2026, 1, 1);

    private int _night;
    private string[] _newest = [];

    public Moments Moments { get; } = new(folder);

    private string Name => string.Create(CultureInfo.InvariantCulture, $"full_{_first.AddDays(_night):yyyyMMdd}.csv");

    /// <summary>Drops a list of what the bureau knows now; a company has a wrong date now and then.</summary>
    public void Work(Random random)
    {
        _night += random.Next(1, 3);
        _newest =
        [
            .. Enumerable.Range(1, 10).Where(_ => random.Next(4) > 0).Select(company => FileSourceFixture.Row(
                company, random.Next(2) == 0 ? "T1" : "T2", until: random.Next(8) == 0 ? "2027-13-31" : $"202{random.Next(7, 9)}-12-31")),
        ];
        Drop(random.Next(4) == 0 ? "没有一列是对的\n" : FileSourceFixture.Full(_newest));
    }

    /// <summary>The newest list once more under the same name: after a broken one it is read, else it is known.</summary>
    public void DropAgain() => Drop(FileSourceFixture.Full(_newest));

    /// <summary>The newest list as the next night's, without wrong dates.</summary>
    public void DropSound()
    {
        _night++;
        _newest = [.. _newest.Select(row => row.Replace("2027-13-31", "2027-12-31", StringComparison.Ordinal))];
        Drop(FileSourceFixture.Full(_newest));
    }

    /// <summary>A list of a night for which none had come.</summary>
    public void DropLate(Random random)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"full_{_first.AddDays(-1 - random.Next(100)):yyyyMMdd}.csv");
        File.WriteAllText(Path.Combine(Moments.Folder, name), FileSourceFixture.Full(FileSourceFixture.Row(random.Next(1, 10), "T1")));
    }

    /// <summary>The rows of the newest list as the bus should show them.</summary>
    public string[] NewestRows() =>
        [.. _newest.Select(static row => row.Split(',')).Select(static row => $"{row[1]} {row[2]} {row[3]} {row[4]}").Order(StringComparer.Ordinal)];

    /// <summary>The files in one of the adapter's folders.</summary>
    public string[] FilesIn(string part) => Directory.Exists(Path.Combine(Moments.Folder, part))
        ? [.. Directory.GetFiles(Path.Combine(Moments.Folder, part)).Where(file => file.EndsWith(".csv", StringComparison.Ordinal))]
        : [];

    private void Drop(string text) => File.WriteAllText(Path.Combine(Moments.Folder, Name), text);
}
