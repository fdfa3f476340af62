using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Failed;

/// <summary><c>databus failed list</c>.</summary>
internal static class ListVerb
{
    private const int PageSize = 1000;

    public static Command Create(GlobalOptions options)
    {
        var filter = new FilterOptions(options);
        var limit = new Option<int>("--limit") { Description = options.Texts["opt.limit"], DefaultValueFactory = _ => 100 };
        var command = options.Command(
            "list", "failed.list", "failed list", "failed list --source tax.rd-deduction --output json", "failed list --older-than 3d --state held,returned");
        filter.AddTo(command);
        command.Options.Add(limit);
        options.SetAction(command, CallerRole.Operator, (parsed, context) =>
            ListAsync(context, new ListFailedRequest { Filter = filter.Of(parsed) }, parsed.GetValue(limit)));
        return command;
    }

    private static async Task<int> ListAsync(CliContext context, ListFailedRequest request, int limit)
    {
        var items = new List<FailedPush>();
        ListFailedResponse page;
        do
        {
            request.PageSize = (uint)Math.Clamp(limit - items.Count, 1, PageSize);
            page = await context.Client.Desk.ListFailedAsync(request, context.Token);
            items.AddRange(page.Items);
            request.PageToken = page.NextPageToken;
        }
        while (page.NextPageToken.Length > 0 && items.Count < limit);

        if (context.Output.IsJson)
        {
            items.ForEach(context.Output.Json);
            return ExitCodes.Ok;
        }

        ItemTable.Show(context, items);
        context.Output.Line(context.Texts.Format("more", page.Total, items.Count));
        return ExitCodes.Ok;
    }
}
