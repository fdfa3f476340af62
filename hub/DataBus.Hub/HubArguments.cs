using System.Globalization;
using DataBus.Hosting;
using Microsoft.Extensions.Options;

namespace DataBus.Hub;

/// <summary>The hub's command line: switches with a value each, and those without: <see cref="_flags"/> and <c>--parent</c>.</summary>
internal static class HubArguments
{
    public const string Usage = "--port N --http-port M --data DIR --listen ADDR --tls-cert PEM --tls-key PEM --client-ca PEM --tls12 --accept-loss --new-epoch --one-operator --restore BACKUP --lost OLD-DIR --rehearse-restore BACKUP --json --lang zh-CN|en --parent";

    /// <summary>Setting of the backup that is to be restored.</summary>
    public const string Restore = "Hub:Restore";

    /// <summary>Setting of the data directory that is given up for what is restored: what is lost with it is listed.</summary>
    public const string Lost = "Hub:Lost";

    /// <summary>Setting of the backup whose restoring is to be rehearsed.</summary>
    public const string Rehearse = "Hub:RehearseRestore";

    /// <summary>Setting: what <see cref="Restore"/> did is told as JSON.</summary>
    public const string Json = "Hub:Json";

    /// <summary>Setting of the language in which the process itself speaks: <c>zh-CN</c> or <c>en</c>; none: both.</summary>
    public const string Language = "Hub:Language";

    private const string Data = "Hub:Data";

    private static readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal)
    {
        ["--port"] = "Hub:Port",
        ["--http-port"] = "Hub:HttpPort",
        ["--data"] = Data,
        ["--listen"] = "Hub:Listen",
        ["--tls-cert"] = "Hub:Tls:Certificate",
        ["--tls-key"] = "Hub:Tls:Key",
        ["--client-ca"] = "Hub:Tls:Authority",
        ["--restore"] = Restore,
        ["--lost"] = Lost,
        ["--rehearse-restore"] = Rehearse,
        ["--lang"] = Language,
    };

    private static readonly Dictionary<string, (string Setting, string Value)> _flags = new(StringComparer.Ordinal)
    {
        ["--accept-loss"] = ("Hub:AcceptLoss", bool.TrueString),
        ["--new-epoch"] = ("Hub:NewEpoch", bool.TrueString),
        ["--tls12"] = ("Hub:Tls:AllowTls12", bool.TrueString),
        ["--json"] = (Json, bool.TrueString),
        ["--one-operator"] = ("Hub:TwoPeople", bool.FalseString),
    };

    /// <summary>Turns switches into settings.</summary>
    /// <exception cref="OptionsValidationException">An argument is unknown, has no value, or is no number; all of them at once.</exception>
    public static Dictionary<string, string?> Parse(IReadOnlyList<string> args)
    {
        var settings = new Dictionary<string, string?>();
        var problems = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == ParentLifetimeExtensions.Switch)
                continue;
            if (_flags.TryGetValue(args[i], out var flag))
            {
                settings[flag.Setting] = flag.Value;
                continue;
            }

            var parts = args[i].Split('=', 2);
            if (!_settings.TryGetValue(parts[0], out var setting))
                problems.Add($"不认识参数 {args[i]}，可用：{Usage}。 {args[i]} is not known; there are: {Usage}.");
            else if (parts.Length == 1 && i + 1 == args.Count)
                problems.Add($"{args[i]} 缺少值。 {args[i]} needs a value.");
            else
                settings[setting] = Checked(parts[0], parts.Length == 2 ? parts[1] : args[++i], problems);
        }
        return problems.Count == 0 ? settings : throw new OptionsValidationException(nameof(HubOptions), typeof(HubOptions), problems);
    }

    /// <summary>The data directory that the arguments name; what is restored goes to no place that nobody named.</summary>
    /// <exception cref="OptionsValidationException">They name none.</exception>
    public static string DataOf(IReadOnlyDictionary<string, string?> settings) =>
        settings.GetValueOrDefault(Data) is { Length: > 0 } data ? data : throw new OptionsValidationException(
            nameof(HubOptions), typeof(HubOptions), ["请用 --data 指明恢复到哪个目录。 Name the directory to restore into with --data."]);

    private static string Checked(string name, string value, List<string> problems)
    {
        if (name.EndsWith("port", StringComparison.Ordinal) && !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            problems.Add($"{name} 为 {value}，应为 0 至 65535 的数字。 {name} is {value}; it must be a number from 0 to 65535.");
        return value;
    }
}
