using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus template</c>: workbooks that are filled by people. The adapters' program writes them.</summary>
internal static class TemplateCommand
{
    public static Command Create(GlobalOptions options)
    {
        var command = new Command("template", options.Texts["template"]);
        command.Subcommands.Add(Export(options));
        return command;
    }

    private static Command Export(GlobalOptions options)
    {
        var facet = new Argument<string>("FACET") { Description = options.Texts["opt.facet"] };
        facet.CompletionSources.Add([.. FacetCatalogue.All.Select(static kind => kind.Name)]);
        var fill = new Option<bool>("--fill") { Description = options.Texts["opt.fill"] };
        var file = new Option<string?>("--out") { Description = options.Texts["opt.out"] };
        var source = new Option<string?>("--source") { Description = options.Texts["opt.template-source"] };
        var asOperator = new Option<bool>("--operator") { Description = options.Texts["opt.operator"] };
        var command = options.Command("export", "template.export", "template export enterprise.tier_label",
            "template export enterprise.tier_label --fill --source science.tier-labels --out labels.xlsx");
        command.Arguments.Add(facet);
        foreach (var option in (Option[])[fill, file, source, asOperator])
            command.Options.Add(option);
        options.SetAction(command, CallerRole.Reader, (parsed, context) =>
        {
            List<string> arguments = ["template", "export", parsed.GetValue(facet)!, "--hub", options.Hub(parsed)];
            if (parsed.GetValue(fill))
                arguments.Add("--fill");
            if (parsed.GetValue(asOperator))
                arguments.Add("--operator");
            if (parsed.GetValue(file) is { } name)
                arguments.AddRange(["--out", name]);
            if (parsed.GetValue(source) is { } owner)
                arguments.AddRange(["--source", owner]);
            return KitCommand.RunAsync(arguments, context.Texts, context.Token);
        });
        return command;
    }
}
