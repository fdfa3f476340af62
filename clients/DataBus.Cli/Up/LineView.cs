using DataBus.V1;

namespace DataBus.Cli.Up;

/// <summary>Without a terminal: a line on standard error every ten seconds; the report on standard output, as JSON or as lines.</summary>
internal sealed class LineView(UpTexts texts, bool json, TextWriter output, TextWriter progress) : IUpView
{
    private const int DrawsPerLine = 10;
    private int _draws;
    private string _closed = "";

    public void Started(Exchange exchange)
    {
        progress.WriteLine(texts.Addresses(exchange.HubAddress, exchange.HttpAddress, exchange.Samples));
        if (texts.Identities(exchange.HubAddress, exchange.Identities) is { Length: > 0 } line)
            progress.WriteLine(line);
    }

    public void Draw(ListSourcesResponse sources, UpReport report)
    {
        if (_draws++ % DrawsPerLine == 0)
            progress.WriteLine(texts.Progress(report));
    }

    public void Closed(DeliveryClosed? closed)
    {
        var text = texts.Closed(closed);
        if (text.Length > 0 && text != _closed)
            progress.WriteLine(text);
        _closed = text;
    }

    public void Restarted(Part part) => progress.WriteLine(texts.Restarted(part.Name));

    public void Finished(UpReport report)
    {
        if (json)
        {
            output.WriteLine(UpRunner.ToJson(report));
            return;
        }

        output.WriteLine(texts.Progress(report));
        foreach (var source in report.Sources)
            output.WriteLine(texts.Source(source));
        foreach (var indicator in report.Indicators)
            output.WriteLine($"{indicator.Code} {indicator.Actual ?? "–"} / {indicator.Target ?? "–"}");
    }
}
