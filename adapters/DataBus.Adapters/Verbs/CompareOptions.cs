using DataBus.Adapters.Declaration;

namespace DataBus.Adapters.Verbs;

/// <summary>The options of <c>compare</c>: those of a run, and what is compared.</summary>
/// <param name="Source">The source.</param>
/// <param name="File">A file of the source that holds all it has; null: the source tells itself.</param>
/// <param name="Mend">Push what differs.</param>
/// <param name="Json">Print JSON.</param>
/// <param name="Run">The options of a run.</param>
internal sealed record CompareOptions(string Source, string? File, bool Mend, bool Json, AdapterOptions Run)
{
    /// <summary>Reads what stands behind <c>compare</c>.</summary>
    /// <exception cref="AdapterFileException">Everything that is wrong with it, at once.</exception>
    public static CompareOptions Parse(IReadOnlyList<string> args)
    {
        if (args.Count == 0 || !SourceName.IsValid(args[0]))
            throw Wrong("SOURCE", args.Count == 0 ? null : args[0], "应为数源名, 例如 tax.rd-deduction", "should be a source such as tax.rd-deduction");
        var rest = args.Skip(1).Where(argument => argument is not ("--mend" or "--json")).ToList();
        var at = rest.IndexOf("--file");
        var file = at >= 0 && at + 1 < rest.Count ? rest[at + 1] : null;
        if (at >= 0)
            rest.RemoveRange(at, file is null ? 1 : 2);
        if (at >= 0 && !System.IO.File.Exists(file))
            throw Wrong("--file", file, "应为已有的文件", "should be a file that exists");
        return new CompareOptions(args[0], file, args.Contains("--mend"), args.Contains("--json"), AdapterOptions.Parse([.. rest, "--once"]));
    }

    /// <summary>Something that is wrong with an option.</summary>
    public static AdapterFileException Wrong(string option, string? value, string zh, string en) =>
        new("compare", [new SettingProblem(0, option, value, zh, en)]);
}
