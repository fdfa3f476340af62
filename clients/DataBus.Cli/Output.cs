using System.Text.Encodings.Web;
using System.Text.Json;
using Google.Protobuf;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace DataBus.Cli;

/// <summary>Data goes to standard output: the protos' JSON, one object or one a line, or tables for people.</summary>
internal sealed class Output(bool json, TextWriter writer, int? width = null)
{
    // A program or a pager gets tables as wide as their content.
    private const int Unbounded = 4000;

    private static readonly JsonFormatter _formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool IsJson { get; } = json;

    public void Json(IMessage message) => writer.WriteLine(_formatter.Format(message));

    /// <summary>What is no message of the contract, as one line of JSON.</summary>
    public void JsonRecord(object value) => writer.WriteLine(JsonSerializer.Serialize(value, _plain));

    public void Line(string text) => writer.WriteLine(text);

    /// <summary>A name with its value, which may be long.</summary>
    public void Fact(string name, string value) => writer.WriteLine($"{name}: {value}");

    /// <summary>Rows under their columns; where they do not fit side by side, a row a paragraph: nothing is ever cut.</summary>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var all = rows.ToList();
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
            _ = table.AddColumn(new TableColumn(Markup.Escape(column)).NoWrap());
        foreach (var row in all)
            _ = table.AddRow([.. row.Select(Markup.Escape)]);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = Unbounded;
        if (((IRenderable)table).Measure(RenderOptions.Create(console), Unbounded).Max > (width ?? Unbounded))
            Paragraphs(columns, all);
        else
            console.Write(table);
    }

    private void Paragraphs(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var names = columns.Max(CellsOf);
        foreach (var row in rows)
        {
            writer.WriteLine();
            foreach (var (name, value) in columns.Zip(row).Where(static cell => cell.Second.Length > 0))
                writer.WriteLine($"  {name}{new string(' ', names - CellsOf(name))}  {value}");
        }

        writer.WriteLine();
    }

    private static int CellsOf(string text) => new Segment(text).CellCount();
}
