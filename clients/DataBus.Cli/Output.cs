using System.Text.Encodings.Web;
using System.Text.Json;
using Google.Protobuf;
using Spectre.Console;

namespace DataBus.Cli;

/// <summary>Data goes to standard output: the protos' JSON, one object or one a line, or tables for people.</summary>
internal sealed class Output(bool json, TextWriter writer)
{
    private static readonly JsonFormatter _formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool IsJson { get; } = json;

    public void Json(IMessage message) => writer.WriteLine(_formatter.Format(message));

    /// <summary>What is no message of the contract, as one line of JSON.</summary>
    public void JsonRecord(object value) => writer.WriteLine(JsonSerializer.Serialize(value, _plain));

    public void Line(string text) => writer.WriteLine(text);

    /// <summary>A name with its value, which may be long.</summary>
    public void Fact(string name, string value) => writer.WriteLine($"{name}: {value}");

    public void Table(IEnumerable<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
            _ = table.AddColumn(new TableColumn(Markup.Escape(column)).NoWrap());
        foreach (var row in rows)
            _ = table.AddRow([.. row.Select(Markup.Escape)]);
        // Anywhere but on a terminal, a table is as wide as its content: nothing is cut for a program or a pager.
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (writer != Console.Out || Console.IsOutputRedirected)
            console.Profile.Width = 4000;
        console.Write(table);
    }
}
