using System.Globalization;

namespace DataBus.Benchmarks;

/// <summary>Values of one thing over the rounds.</summary>
internal sealed class Measure(string name, string unit)
{
    private readonly List<double> _values = [];

    public void Add(double value) => _values.Add(value);

    /// <summary>The value below which a share of the values lies.</summary>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min((int)(sorted.Count * share), sorted.Count - 1)];
    }

    /// <summary>The machine's load over the last minute, against its cores.</summary>
    public static string Load() =>
        $"load {File.ReadAllText("/proc/loadavg").Split(' ')[0]} on {Environment.ProcessorCount} cores";

    /// <param name="hub">What the hub did in the same rounds: compared round by round, since the load changes between rounds.</param>
    public string Summary(Measure? hub = null)
    {
        var ratio = hub is null
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"   hub / this = {Percentile(hub._values.Zip(_values, (mine, its) => mine / its), 0.5):0.00}");
        return string.Create(
            CultureInfo.InvariantCulture, $"  {name,-26} median {Percentile(_values, 0.5),11:N2} {unit,-10} ({_values.Min():N2} to {_values.Max():N2}){ratio}");
    }
}
