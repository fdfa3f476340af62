using System.Globalization;
using DataBus.SampleBureaus.Files;

namespace DataBus.SampleBureaus.Tax;

/// <summary>What the tax bureau drops: three nightly full files, then changes.</summary>
internal sealed class DeductionFiles(DropFolder folder)
{
    /// <summary>Its return is in the first full file only, so that its address is seen to be deleted after the third.</summary>
    public const int VanishingReturn = 77;

    private static readonly string[] _header =
        ["纳税人识别号", "纳税人名称", "税款所属年度", "表单版本", "申报日期", .. DeductionForm.Captions.Select((caption, index) => Caption(index + 1, caption))];

    public static string Caption(int line, string caption) => string.Create(CultureInfo.InvariantCulture, $"{line:D2}行{caption}");

    public void DropInitial(Random random, DeductionMaker maker, IReadOnlyList<DeductionReturn> returns)
    {
        TableFormat[] formats = [TableFormat.Utf8Trailer, TableFormat.Gb18030Zipped, TableFormat.Utf8Zipped];
        var filed = DeductionDefects.Spoil(returns).ToList();
        for (var night = 0; night < SampleDays.Nights.Length; night++)
        {
            var day = SampleDays.Nights[night];
            if (night == 1)
                filed.RemoveAt(VanishingReturn);
            if (night > 0)
                CorrectSome(random, maker, filed, day);
            folder.Drop(Name("FULL", day.Digits()), Table(filed), formats[night]);
        }

        DropChanges(SampleDays.Today.Digits(), Changes(random, maker, returns, SampleDays.Today));
    }

    /// <summary>Drops a file of changes that is true as of the given moment, in digits.</summary>
    public void DropChanges(string asOf, IReadOnlyList<DeductionReturn> returns) =>
        folder.Drop(Name("CHANGES", asOf), Table(returns), TableFormat.Gb18030Trailer);

    /// <summary>A dozen corrected returns and a wrong one, which repeats no earlier content.</summary>
    public static IReadOnlyList<DeductionReturn> Changes(
        Random random, DeductionMaker maker, IReadOnlyList<DeductionReturn> returns, DateOnly day)
    {
        var corrected = random.Distinct(400, returns.Count, 13)
            .Select(index => maker.Correct(random, returns[index], day))
            .ToList();
        corrected[12].Lines[40] += 10_000m;
        return corrected;
    }

    private static void CorrectSome(Random random, DeductionMaker maker, List<DeductionReturn> filed, DateOnly day)
    {
        foreach (var index in random.Distinct(400, filed.Count, 6))
            filed[index] = maker.Correct(random, filed[index], day);
    }

    private static string Name(string mode, string asOf) => $"rd-deduction_{mode}_{asOf}.csv";

    private static Table Table(IReadOnlyList<DeductionReturn> returns) => new(_header, [.. returns.Select(Row)]);

    private static string[] Row(DeductionReturn filed) =>
    [
        filed.Taxpayer.Uscc, filed.Taxpayer.Name, filed.Year.ToString(CultureInfo.InvariantCulture),
        DeductionForm.Version, filed.Filed.Iso(),
        .. filed.Lines.Skip(1).Select((amount, index) => Amount(index + 1, amount)),
    ];

    private static string Amount(int line, decimal amount) => line switch
    {
        1 => amount.ToString("0", CultureInfo.InvariantCulture),
        50 => amount.ToString("0", CultureInfo.InvariantCulture) + "%",
        _ => amount.ToString("0.00", CultureInfo.InvariantCulture),
    };
}
