using System.Globalization;
using DataBus.SampleBureaus.Tax;

namespace DataBus.SampleBureaus.Live;

/// <summary>Drops a file of corrected returns every fourth tick.</summary>
internal sealed class ReturnChurn(BureauBooks books, int seed)
{
    private const int FileEvery = 4;

    private readonly Random _random = new(seed ^ 0x0f11);
    private readonly DeductionFiles _files = books.DeductionFiles();

    public void Change(int tick, DateTime now)
    {
        if (tick % FileEvery == 0)
        {
            var asOf = now.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);
            _files.DropChanges(asOf, DeductionFiles.Changes(_random, books.DeductionMaker, books.Returns, DateOnly.FromDateTime(now)));
        }
    }
}
