using System.Data.Common;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.Adapters.Sources.Files;
using DataBus.Adapters.Verbs.Samples;
using DataBus.V1;

namespace DataBus.Adapters.Verbs.Checks;

/// <summary>The steps on the bureau's side: is the source there, are its columns, do its rows make keys and fit the converters?</summary>
internal sealed class SourceChecks(CheckReport report, AdapterOptions options)
{
    private const int Rows = 200;

    /// <summary>Runs them; gives the rows that were read, null if none could be.</summary>
    public async Task<SourceSample?> RunAsync(SourceDeclaration source, RowMapping mapping, CancellationToken cancellationToken)
    {
        try
        {
            var sample = await SourceSamples.ReadAsync(source, mapping, options, Rows, cancellationToken);
            report.Ok(CheckStep.Source, sample.From);
            report.Ok(CheckStep.Columns, $"{source.Columns.Count} 列都在 / all are there");
            Judge(sample);
            return sample;
        }
        catch (SourceDriftException e)
        {
            report.Ok(CheckStep.Source, "能读 / can be read");
            report.Failed(CheckStep.Columns, e.Message);
            report.Skipped(CheckStep.Keys, CheckStep.Forms);
        }
        catch (Exception e) when (e is SourceUnavailableException or UnreadableFileException or InvalidDataException or DbException or IOException)
        {
            report.Failed(CheckStep.Source, e.Message, Cure(source.Input));
            report.Skipped(CheckStep.Columns, CheckStep.Keys, CheckStep.Forms);
        }
        return null;
    }

    private static string Cure(InputDeclaration input) => input switch
    {
        SqlInput => "核对 connection、账号权限和 query / check connection, the account's rights and query",
        HttpInput => "核对 --api 和 path、items、total / check --api and path, items, total",
        _ => "核对 --drop 和 folder、pattern / check --drop and folder, pattern",
    };

    private void Judge(SourceSample sample)
    {
        var items = sample.Items.ToList();
        if (items.Count == 0)
        {
            report.Ok(CheckStep.Keys, "没有范围内的行可试 / no row in scope to try");
            report.Ok(CheckStep.Forms, "没有范围内的行可试 / no row in scope to try");
            return;
        }
        var unsound = items.Select(item => item.Item.Change is { } change ? KeyRules.Check(change.Key) : NoKey(item)).OfType<Violation>().ToList();
        Say(CheckStep.Keys, items.Count, unsound, "改 facets 的 key (scheme、column、convert) / change key in facets");
        var broken = items.SelectMany(item => item.Item.Violations)
            .Where(violation => violation.Severity == Severity.Error && violation.Field is not ("" or "key")).GroupBy(violation => violation.Field).ToList();
        foreach (var field in broken)
            Say($"{CheckStep.Forms} ({field.Key})", items.Count, [.. field], "改这个字段的 convert, 或请对方改写法 / change convert of this field, or ask the bureau");
        if (broken.Count == 0)
            report.Ok(CheckStep.Forms, $"试了 {items.Count} 行 / rows tried");
    }

    private static Violation? NoKey(MappedItem item) => item.Item.Violations.FirstOrDefault(violation => violation.Severity == Severity.Error);

    // A few bad rows are data, most are a wrong declaration.
    private void Say(string step, int rows, List<Violation> wrong, string cure)
    {
        var text = $"{rows} 行中 {rows - wrong.Count} 行正确 / right";
        if (wrong.Count > 0)
            text += $"; 例如 for example {wrong[0].Rule} {(wrong[0].Value.Length > 0 ? $"\"{wrong[0].Value}\" " : "")}{wrong[0].MessageZh} / {wrong[0].MessageEn}";
        if (wrong.Count * 2 > rows)
            report.Failed(step, text, cure);
        else
            report.Ok(step, text);
    }
}
