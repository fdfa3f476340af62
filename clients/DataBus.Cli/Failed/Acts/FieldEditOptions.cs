using System.CommandLine;
using DataBus.V1;

namespace DataBus.Cli.Failed.Acts;

/// <summary>Changes of fields as they are typed, in the order in which they are made: tidied, mapped, cleared, set.</summary>
internal sealed class FieldEditOptions(Texts texts)
{
    private const string Arrow = "=>";

    private readonly Option<string[]> _trim = Of("--trim", texts["opt.trim"]);
    private readonly Option<string[]> _halfWidth = Of("--half-width", texts["opt.half-width"]);
    private readonly Option<string[]> _map = Of("--map", texts["opt.map"]);
    private readonly Option<string[]> _clear = Of("--clear", texts["opt.clear"]);

    public IReadOnlyList<Option> All => [_trim, _halfWidth, _map, _clear];

    /// <summary>All changes.</summary>
    /// <exception cref="CliException">One is not sound.</exception>
    public IReadOnlyList<FieldEdit> Of(ParseResult parsed, IReadOnlyList<string> assignments) =>
    [
        .. Values(parsed, _trim).Select(path => new FieldEdit { Path = path, Trim = true }),
        .. Values(parsed, _halfWidth).Select(path => new FieldEdit { Path = path, HalfWidth = true }),
        .. Values(parsed, _map).Select(Map),
        .. Values(parsed, _clear).Select(path => new FieldEdit { Path = path, Clear = true }),
        .. assignments.Select(Set),
    ];

    private static Option<string[]> Of(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.OneOrMore };

    private static string[] Values(ParseResult parsed, Option<string[]> option) => parsed.GetValue(option) ?? [];

    private FieldEdit Set(string text)
    {
        var (path, value) = Split(text, "bad-edit");
        return new FieldEdit { Path = path, Value = value };
    }

    private FieldEdit Map(string text)
    {
        var (path, values) = Split(text, "bad-map");
        var at = values.IndexOf(Arrow, StringComparison.Ordinal);
        return at > 0
            ? new FieldEdit { Path = path, Map = new ValueMap { From = values[..at], To = values[(at + Arrow.Length)..] } }
            : throw new CliException(ExitCodes.Usage, texts.Format("bad-map", text));
    }

    private (string Path, string Value) Split(string text, string problem)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at > 0 ? (text[..at], text[(at + 1)..]) : throw new CliException(ExitCodes.Usage, texts.Format(problem, text));
    }
}
