using DataBus.V1;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace DataBus.Cli.Up;

/// <summary>The live board on a terminal: sources, subscriber, indicators against their targets.</summary>
internal sealed class BoardView(UpTexts texts, IAnsiConsole console, LineView report, LiveDisplayContext live, TimeProvider time) : IUpView
{
    private Exchange? _exchange;
    private string _notice = "";
    private string _closed = "";

    // Above the board, whole: it is there to be copied.
    public void Started(Exchange exchange)
    {
        _exchange = exchange;
        if (texts.Identities(exchange.HubAddress, exchange.Identities) is { Length: > 0 } line)
            console.WriteLine(line);
    }

    public void Draw(ListSourcesResponse sources, UpReport current)
    {
        var head = _exchange is { } exchange ? texts.Addresses(exchange.HubAddress, exchange.HttpAddress, exchange.Samples) : "";
        IRenderable[] rows =
        [
            new Text(head), SourceTable(sources, current), new Text(_closed), new Text(texts.Subscriber(current)), IndicatorTable(current), new Text(_notice),
        ];
        live.UpdateTarget(new Rows(rows));
        live.Refresh();
    }

    public void Closed(DeliveryClosed? closed) => _closed = texts.Closed(closed);

    public void Restarted(Part part) => _notice = texts.Restarted(part.Name);

    public void Finished(UpReport current)
    {
        console.WriteLine();
        report.Finished(current);
    }

    private Table SourceTable(ListSourcesResponse sources, UpReport current)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in texts.Columns)
            _ = table.AddColumn(new TableColumn(Markup.Escape(column)));
        foreach (var one in current.Sources)
        {
            var state = sources.Sources.First(source => source.Source == one.Source);
            var lag = texts.Lag(state.LastHeard is { } heard ? time.GetUtcNow() - heard.ToDateTimeOffset() : null);
            _ = table.AddRow(
                one.Source, state.Bureau, $"{one.Read}", $"{one.Accepted}", $"{one.Unchanged}", $"{one.Known}", $"{one.Stale}",
                $"{one.Held}", $"{one.Waiting}", $"{one.Refused}", lag);
        }

        return table;
    }

    private Table IndicatorTable(UpReport current)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in texts.IndicatorColumns)
            _ = table.AddColumn(new TableColumn(Markup.Escape(column)));
        foreach (var indicator in current.Indicators.Where(one => one.Actual is not null))
        {
            var name = IndicatorDefinitions.All.FirstOrDefault(definition => definition.Code == indicator.Code)?.Name ?? "";
            _ = table.AddRow(indicator.Code, Markup.Escape(name), indicator.Computed ?? "–", indicator.Reported ?? "–", indicator.Target ?? "–");
        }

        return table;
    }
}
