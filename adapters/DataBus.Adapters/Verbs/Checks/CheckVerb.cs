using DataBus.Adapters.Declaration;

namespace DataBus.Adapters.Verbs.Checks;

/// <summary><c>check</c>: tells step by step whether a declaration works, and what to do where it does not.</summary>
internal static class CheckVerb
{
    private const int Failed = 1;

    /// <summary>Runs the verb.</summary>
    /// <returns>0: every step is fine; 1: one is not; 2: wrong options.</returns>
    /// <exception cref="AdapterFileException">The options are wrong.</exception>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, AdapterSetup setup, VerbConsole console, CancellationToken cancellationToken)
    {
        var options = AdapterOptions.Parse(args);
        var report = new CheckReport(console.Out);
        try
        {
            var sources = DeclaredSources.Read(options, setup);
            foreach (var (source, mapping) in sources)
            {
                report.Title(source.Source);
                report.Ok(CheckStep.Declaration, $"{source.Facets.Count} 个分面, {source.Columns.Count} 列 / facets, columns");
                var sample = await new SourceChecks(report, options).RunAsync(source, mapping, cancellationToken);
                await new HubChecks(report, options.Hub).RunAsync(source, sample, cancellationToken);
            }
        }
        catch (AdapterFileException e)
        {
            foreach (var problem in e.Problems)
                report.Failed(CheckStep.Declaration, problem.ToString());
            report.Skipped(
                CheckStep.Source, CheckStep.Columns, CheckStep.Keys, CheckStep.Forms, CheckStep.Hub, CheckStep.Ownership,
                CheckStep.Verdicts, CheckStep.Lease);
        }
        return report.HasFailed ? Failed : 0;
    }
}
