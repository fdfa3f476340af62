using System.Globalization;
using DataBus.V1;

namespace DataBus.Benchmarks;

/// <summary>Changes that the rules hold, each of a new address, spoilt in as many ways as bureaus' files are.</summary>
internal sealed class HeldWorkload
{
    private readonly Workload _sound = new();
    private int _made;

    public IEnumerable<Batch> Batches(int changes)
    {
        for (var made = 0; made < changes; made += BenchmarkOptions.BatchSize)
        {
            var batch = _sound.NextBatch(BenchmarkOptions.BatchSize);
            foreach (var item in batch.Items)
                Spoil(item.Change.TierLabel, _made++);
            yield return batch;
        }
    }

    private static void Spoil(TierLabel label, int number)
    {
        switch (number % 6)
        {
            case 0:
                label.ValidFrom = string.Create(CultureInfo.InvariantCulture, $"2026-13-{number % 28 + 1:D2}");
                break;
            case 1:
                label.ValidFrom = string.Create(CultureInfo.InvariantCulture, $"2026年{number % 12 + 1}月");
                break;
            case 2:
                label.ValidTo = "长期";
                break;
            case 3:
                label.Level = string.Create(CultureInfo.InvariantCulture, $"LEVEL-{number % 100}");
                break;
            case 4:
                label.State = "有效";
                break;
            default:
                label.State = "";
                break;
        }
    }
}
