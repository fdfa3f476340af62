using System.Globalization;

namespace DataBus.Benchmarks;

/// <summary>What to measure, and how much of it.</summary>
internal sealed record BenchmarkOptions
{
    public const int WrongOption = 2;

    private const string Usage = "[ingest|catch-up|latency|readers|desk|all] [--changes 1000..2000000] [--rounds 1..20]";

    /// <summary>Changes in one push.</summary>
    public const int BatchSize = 1_000;

    /// <summary>Pushes that may be unanswered; for Redis, groups of commands.</summary>
    public const int InFlight = 8;

    /// <summary>Single changes in one latency round.</summary>
    public const int LatencySamples = 300;

    /// <summary>What to measure. Default: all.</summary>
    public string Part { get; private init; } = "all";

    /// <summary>Changes pushed in one round, rounded down to whole batches. Default: 200,000.</summary>
    public int Changes { get; private init; } = 200_000;

    /// <summary>Rounds; medians are over these. Default: 5.</summary>
    public int Rounds { get; private init; } = 5;

    /// <summary>The run is given up after this. Fixed: 15 min.</summary>
    public TimeSpan TimeLimit { get; } = TimeSpan.FromMinutes(15);

    public bool Measures(string part) => Part == "all" || Part == part;

    /// <summary>Reads the command line; says what is wrong and gives null if it is.</summary>
    public static BenchmarkOptions? Parse(IReadOnlyList<string> args, TextWriter errors)
    {
        var options = new BenchmarkOptions();
        for (var i = 0; i < args.Count; i++)
        {
            var value = i + 1 < args.Count ? args[i + 1] : "";
            var next = args[i] switch
            {
                "ingest" or "catch-up" or "latency" or "readers" or "desk" or "all" => options with { Part = args[i] },
                "--changes" when Number(value, BatchSize, 2_000_000) is { } changes => options with { Changes = changes / BatchSize * BatchSize },
                "--rounds" when Number(value, 1, 20) is { } rounds => options with { Rounds = rounds },
                _ => null,
            };
            if (next is null)
            {
                errors.WriteLine($"'{args[i]}' with '{value}' is not understood; there are: {Usage}.");
                return null;
            }

            options = next;
            if (args[i].StartsWith("--", StringComparison.Ordinal))
                i++;
        }

        return options;
    }

    private static int? Number(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
}
