using DataBus.Adapters.Declaration;
using DataBus.Adapters.Templates;
using DataBus.Client;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Adapters.Verbs;

/// <summary><c>template export FACET</c>: writes the template of a facet kind, empty or with what the bus knows.</summary>
internal static class TemplateVerb
{
    private const int MaxNamed = 5;
    private const int Partly = 6;
    private const int NotAllowed = 4;
    private const int Unreachable = 7;

    /// <summary>Runs the verb.</summary>
    /// <param name="args">What stands behind <c>template</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The exit code, as docs/adapters.md lists them.</returns>
    /// <exception cref="AdapterFileException">The options are wrong.</exception>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        var options = TemplateOptions.Parse(args);
        var layout = TemplateLayout.Of(FacetCatalogue.Find(options.Facet)!);
        if (options.Fill && layout.Facet.IsClosed && options.Source.Length == 0 && !options.Operator)
        {
            await Console.Error.WriteLineAsync($"{layout.Facet.Zh}不予共享: 只能由其数源 (--source) 或操作员 (--operator) 预填 / "
                + $"{layout.Facet.Name} is closed: only its source (--source) or an operator (--operator) may fill it");
            return NotAllowed;
        }
        try
        {
            return await ExportAsync(layout, options, cancellationToken);
        }
        catch (DataBusException refused)
        {
            await Console.Error.WriteLineAsync(refused.Code == StatusCode.Unavailable ? $"连不上枢纽 {options.Hub} / the hub {options.Hub} cannot be reached" : refused.Message);
            return refused.Code == StatusCode.Unavailable ? Unreachable : AdapterRun.CodeOf(refused.Code);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"写不了 {options.Out}: {e.Message} / {options.Out} cannot be written: {e.Message}");
            return 1;
        }
    }

    private static async Task<int> ExportAsync(TemplateLayout layout, TemplateOptions options, CancellationToken cancellationToken)
    {
        var rows = new List<IReadOnlyList<string>>();
        var left = new List<string>();
        if (options.Fill)
        {
            var role = options.Operator ? CallerRole.Operator : CallerRole.Reader;
            using var client = new DataBusClient(new DataBusOptions { Hub = options.Hub, Source = options.Source, Role = role });
            await foreach (var (key, texts) in new TemplateFill(layout, options.Source, client).RowsAsync(cancellationToken))
            {
                if (texts is null)
                    left.Add(key);
                else
                    rows.Add(texts);
            }
        }
        // Not over a file that is there: somebody may have filled it.
        await using (var file = new FileStream(options.Out, FileMode.CreateNew))
            TemplateWorkbook.Write(file, layout, rows);
        await Console.Out.WriteLineAsync($"{options.Out}: {layout.Facet.Zh}, {layout.Headers.Count} 列 columns, {rows.Count} 行 rows");
        if (left.Count > 0)
        {
            var named = string.Join(", ", left.Take(MaxNamed));
            await Console.Error.WriteLineAsync($"{left.Count} 项无法原样写进表格, 没有写入: {named}{(left.Count > MaxNamed ? " …" : "")} / "
                + "these cannot be carried by a template as they are and were left out");
        }
        return left.Count > 0 ? Partly : 0;
    }
}
