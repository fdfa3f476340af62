namespace DataBus.Cli.Mirror;

/// <summary>What became of a row: a line of <c>databus_change</c>.</summary>
internal sealed record MirrorNote(long Revision, string Table, MirrorRow Row, string Op)
{
    public const string Upsert = "upsert";
    public const string Delete = "delete";

    /// <summary>Its entity does not match the mirror's condition any more; at the hub the row may live on.</summary>
    public const string Left = "left";
}
