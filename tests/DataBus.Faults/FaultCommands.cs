using System.Globalization;

namespace DataBus.Faults;

/// <summary>The command line: which trial, with which options. Every trial says its seed; the same seed does the same again.</summary>
internal static class FaultCommands
{
    private const int Failed = 1;
    private const int WrongUsage = 2;

    private const string Usage = """
        kill  --gazette DIR [--kills 10] [--seed N]   SIGKILLs of hub and adapter while a folder of gazette files goes in; same result?
        flip  --data DIR [--flips 100] [--seed N]     flips bytes in copies of a stopped hub's data directory; does the check find them?
        night [--rows 1000]                           the same full file in three nights; is anything published or opened again?
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        var options = Options(args);
        var work = Directory.CreateTempSubdirectory("databus-faults-").FullName;
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        try
        {
            return args.FirstOrDefault() switch
            {
                "kill" when options.TryGetValue("gazette", out var gazette) => await KillAsync(gazette, options, work, stop.Token),
                "flip" when options.TryGetValue("data", out var data) => Flip(data, options, work, stop.Token),
                "night" => await NightAsync(Number(options, "rows", 1000), work, stop.Token),
                _ => WrongArguments(),
            };
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static async Task<int> KillAsync(string gazette, Dictionary<string, string> options, string work, CancellationToken cancellationToken)
    {
        var seed = Seed(options);
        var report = await new KillTrial(gazette, Number(options, "kills", 10), seed, work).RunAsync(cancellationToken);
        foreach (var kill in report.Kills)
            Console.WriteLine($"killed {kill}");
        foreach (var difference in report.Differences)
            Console.WriteLine(difference);
        Console.WriteLine($"{report.Kills.Count} kills, {report.Rows} lines of state compared, {report.Differences.Count} differences (seed {seed})");
        return report.Differences.Count == 0 ? 0 : Failed;
    }

    private static int Flip(string data, Dictionary<string, string> options, string work, CancellationToken cancellationToken)
    {
        var seed = Seed(options);
        var reports = new List<FlipReport>();
        foreach (var report in new FlipTrial(data, Number(options, "flips", 100), seed, work).Run(cancellationToken))
        {
            reports.Add(report);
            Console.WriteLine($"{report.File}@{report.Offset}: {(report.Missed ? "NOT FOUND" : report.Harmless ? "the log reads as before" : report.Problem)}");
        }

        var missed = reports.Count(report => report.Missed);
        Console.WriteLine($"{reports.Count} flips, {missed} not found (seed {seed})");
        return missed == 0 ? 0 : Failed;
    }

    private static async Task<int> NightAsync(int rows, string work, CancellationToken cancellationToken)
    {
        var nights = await new NightTrial(rows, work).RunAsync(cancellationToken);
        foreach (var night in nights)
        {
            var counts = string.Join(", ", night.Counts.Select(count => $"{count.Key} {count.Value}"));
            Console.WriteLine($"{counts}; published {night.Published}, open {night.Open.Count}");
        }

        var quiet = nights.Skip(1).All(night => night.Published == 0 && night.Counts["accepted"] == 0 && night.Counts["held"] == 0);
        Console.WriteLine(quiet ? "nothing published and nothing opened again" : "something came again that was known");
        return quiet ? 0 : Failed;
    }

    private static int WrongArguments()
    {
        Console.Error.WriteLine(Usage);
        return WrongUsage;
    }

    private static Dictionary<string, string> Options(string[] args) => Enumerable.Range(0, Math.Max(0, args.Length - 1))
        .Where(index => args[index].StartsWith("--", StringComparison.Ordinal))
        .ToDictionary(index => args[index][2..], index => args[index + 1]);

    private static int Seed(Dictionary<string, string> options) => Number(options, "seed", Environment.ProcessId);

    private static int Number(Dictionary<string, string> options, string name, int otherwise) =>
        options.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
