using System.CommandLine;
using System.Text.Json.Serialization;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Catalogue;

/// <summary><c>databus catalogue export|dictionary|bundle</c>: made of the contract alone, without a hub.</summary>
internal static class CatalogueCommand
{
    private const string WorkbookName = "catalogue.xlsx";
    private const string JsonName = "catalogue.json";

    public static Command Create(GlobalOptions options)
    {
        var command = new Command("catalogue", options.Texts["catalogue"]);
        command.Subcommands.Add(Verb(options, "export", "databus-catalogue", Export));
        command.Subcommands.Add(Verb(options, "dictionary", "dictionary.html", static (catalogue, path) =>
        {
            File.WriteAllText(path, DictionaryPage.Of(catalogue));
            return [path];
        }));
        command.Subcommands.Add(Verb(options, "bundle", "databus-contract.zip", static (catalogue, path) => Write(path, stream => ContractBundle.Write(catalogue, stream))));
        return command;
    }

    private static Command Verb(GlobalOptions options, string verb, string defaultPath, Func<CatalogueDocument, string, string[]> write)
    {
        var path = new Option<string>("--out") { Description = options.Texts[$"catalogue.{verb}.out"], DefaultValueFactory = _ => defaultPath };
        var command = options.Command(verb, $"catalogue.{verb}", $"catalogue {verb}", $"catalogue {verb} --out {defaultPath}");
        command.Options.Add(path);
        options.SetAction(command, CallerRole.Reader, (parsed, context) =>
        {
            var catalogue = CatalogueDocument.OfTheContract();
            try
            {
                var files = write(catalogue, parsed.GetValue(path)!);
                if (context.Output.IsJson)
                    context.Output.JsonRecord(new Written(files, catalogue.Entries.Count));
                else
                    files.ToList().ForEach(file => context.Output.Line(context.Texts.Format("catalogue.written", file, catalogue.Entries.Count)));
                return Task.FromResult(ExitCodes.Ok);
            }
            catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
            {
                throw new CliException(ExitCodes.Failed, context.Texts.Format("no-write", parsed.GetValue(path)!, unusable.Message));
            }
        });
        return command;
    }

    // A name that ends in .xlsx or .json is that file alone; any other is a folder for both.
    private static string[] Export(CatalogueDocument catalogue, string path)
    {
        if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            return WriteJson(catalogue, path);
        if (path.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase))
            return WriteWorkbook(catalogue, path);
        _ = Directory.CreateDirectory(path);
        return [.. WriteWorkbook(catalogue, Path.Combine(path, WorkbookName)), .. WriteJson(catalogue, Path.Combine(path, JsonName))];
    }

    private static string[] WriteWorkbook(CatalogueDocument catalogue, string path) => Write(path, stream => CatalogueWorkbook.Write(catalogue, stream));

    private static string[] WriteJson(CatalogueDocument catalogue, string path)
    {
        File.WriteAllText(path, catalogue.ToJson());
        return [path];
    }

    private static string[] Write(string path, Action<Stream> write)
    {
        using var stream = File.Create(path);
        write(stream);
        return [path];
    }

    private sealed record Written(
        [property: JsonPropertyName("files")] IReadOnlyList<string> Files,
        [property: JsonPropertyName("facets")] int Facets);
}
