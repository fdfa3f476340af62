using System.Globalization;

namespace DataBus.SampleBureaus;

/// <summary>Command line of the sample bureaus.</summary>
internal sealed record SampleOptions
{
    public const string Usage = "DataBus.SampleBureaus --dir DIR [--port N] [--once] [--seed N] [--parent]";

    /// <summary>Folder under which the bureaus' database and drop folders lie.</summary>
    public required string Directory { get; init; }

    /// <summary>Port of the IP centre's API on loopback; 0 takes a free one. Default: 0.</summary>
    public int Port { get; init; }

    /// <summary>Everything up front, then nothing changes.</summary>
    public bool Once { get; init; }

    /// <summary>The same seed gives the same data. Default: 20261120.</summary>
    public int Seed { get; init; } = 20261120;

    /// <summary>Started by another program: stops at the end of stdin.</summary>
    public bool Parent { get; init; }

    /// <exception cref="FormatException">An option is unknown, lacks its value or has a wrong one; the message names it.</exception>
    public static SampleOptions Parse(IReadOnlyList<string> args)
    {
        var options = new SampleOptions { Directory = "" };
        for (var place = 0; place < args.Count; place++)
        {
            options = args[place] switch
            {
                "--dir" => options with { Directory = Value(args, ref place) },
                "--port" => options with { Port = Number(args, ref place, 65535) },
                "--seed" => options with { Seed = Number(args, ref place, int.MaxValue) },
                "--once" => options with { Once = true },
                "--parent" => options with { Parent = true },
                var unknown => throw new FormatException($"{unknown}: no such option. 没有这个选项。"),
            };
        }

        return options.Directory.Length > 0 ? options : throw new FormatException("--dir: missing. 缺少 --dir。");
    }

    private static string Value(IReadOnlyList<string> args, ref int place)
    {
        var name = args[place++];
        return place < args.Count ? args[place] : throw new FormatException($"{name}: a value is missing. 缺少取值。");
    }

    private static int Number(IReadOnlyList<string> args, ref int place, int largest)
    {
        var name = args[place];
        var text = Value(args, ref place);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= largest
            ? number
            : throw new FormatException($"{name} {text}: a number from 0 to {largest} is wanted. 应为 0 至 {largest} 的整数。");
    }
}
