namespace DataBus.Cli.Mirror;

/// <summary>What became of a row: a line of <c>databus_change</c>.</summary>
internal sealed record MirrorNote(long Revision, string Table, MirrorRow Row, string Op)
{
    public const string Upsert = "upsert";
    public const string Delete = "delete";
}
