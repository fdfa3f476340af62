namespace DataBus.Cli.Failed.Acts;

/// <summary>The acts that jobs know and that name their items, but for the undo of another job.</summary>
internal static class DeskActs
{
    /// <summary>Each anew: an option belongs to one command.</summary>
    public static IReadOnlyList<IDeskAct> All(Texts texts) =>
        [new ReplayAct(texts), new PatchAct(texts), new DiscardAct(texts), new RestoreAct(), new ReturnAct(texts), new RereadAct()];

    /// <summary>A filter, and what the act needs, for help.</summary>
    public static string ExampleOf(IDeskAct act) => act.TakesEdits
        ? "--cause CAUSE --map 'capital.currency=人民币=>CNY'"
        : "--source tax.rd-deduction --older-than 3d";
}
