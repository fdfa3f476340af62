using System.Data.Common;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Sources.Files;
using DataBus.Adapters.Verbs.Init.Proposals;
using DataBus.Adapters.Verbs.Init.Writing;
using DataBus.V1;

namespace DataBus.Adapters.Verbs.Init;

/// <summary><c>init</c>: looks at a source and writes a declaration that proposes how its columns become a facet.</summary>
internal static class InitVerb
{
    private const int Failed = 1;

    /// <summary>Runs the verb.</summary>
    /// <returns>0: it is written; 1: the source cannot be read.</returns>
    /// <exception cref="AdapterFileException">The options are wrong, or tell too little where nobody answers.</exception>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, VerbConsole console, CancellationToken cancellationToken)
    {
        var options = InitOptions.Parse(args);
        // Stdout is for data; questions are none.
        var questions = new Questions(console.In, console.Error, console.IsTerminal);
        try
        {
            var text = await ProposeAsync(options, questions, cancellationToken);
            await File.WriteAllTextAsync(options.Out, text.Declaration, cancellationToken);
            await console.Out.WriteLineAsync($"{options.Out}: {text.Summary}");
            await console.Out.WriteLineAsync($"下一步 next: databus adapter check --config {options.Out} {text.Next}".TrimEnd());
            return 0;
        }
        catch (Exception e) when (e is DbException or UnreadableFileException or InvalidDataException or HttpRequestException or IOException
            or System.Text.Json.JsonException or UnauthorizedAccessException)
        {
            await console.Error.WriteLineAsync($"来源读不了 / the source cannot be read: {e.Message}");
            return Failed;
        }
    }

    private static async Task<(string Declaration, string Summary, string Next)> ProposeAsync(
        InitOptions options, Questions questions, CancellationToken cancellationToken)
    {
        var look = await LookAsync(options, questions, cancellationToken);
        if (look.Columns.Count == 0)
            throw new InvalidDataException("没有列 / there are no columns");
        var source = questions.Ask(options.Source, "--source", "来源 (部门.数源) / source (bureau.feed)", null);
        var facet = AskFacet(options, questions, source, look);
        var names = look.Columns.Select(column => column.Name).ToList();
        questions.Say($"列 columns: {string.Join(", ", names)}");
        var key = questions.Ask(options.Key, "--key", "哪一列是主体的编号 / the column with the entity's number", KeyProposal.ColumnOf(facet, look.Columns), names);
        var declaration = new DeclarationWriter(source, facet, look).Write(key);
        var matches = FieldMatcher.Match(FieldMatcher.FieldsOf(facet), look.Columns);
        return (declaration, $"{facet.Name} ({facet.Zh}), {names.Count} 列 columns, {matches.Count} 个字段 fields", look.Next);
    }

    private static FacetKind AskFacet(InitOptions options, Questions questions, string source, SourceLook look)
    {
        var proposals = FacetProposal.Of(source, look.Columns);
        questions.Say($"相近的分面 / facets that fit: {string.Join("; ", proposals)}");
        var best = proposals is [{ Found: > 0 } first, ..] && (proposals.Count == 1 || proposals[1].Found < first.Found) ? first.Facet.Name : null;
        var choices = FacetCatalogue.All.Select(facet => facet.Name).ToList();
        return FacetCatalogue.Find(questions.Ask(options.Facet, "--facet", "分面 / facet", best, choices))!;
    }

    private static async Task<SourceLook> LookAsync(InitOptions options, Questions questions, CancellationToken cancellationToken)
    {
        if (options.Url is { } url)
        {
            return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
                ? await JsonLooks.LookAsync(address, cancellationToken)
                : throw new AdapterFileException("init", [new SettingProblem(0, "--url", url, "应为地址", "should be an address")]);
        }
        if (options.Driver is null && options.Db is null)
        {
            var file = questions.Ask(options.File, "--file", "样例文件 / a file like those to come (else --url, --driver, --db)", null);
            return FileLooks.Look(file);
        }
        var query = options.Query ?? $"SELECT * FROM {questions.Ask(options.Table, "--table", "表或视图 / table or view", null)}";
        return await SqlLooks.LookAsync(options, query.Trim().TrimEnd(';'), cancellationToken);
    }
}
