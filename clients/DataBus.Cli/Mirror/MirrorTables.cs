using DataBus.Cli.Mirror.Databases;
using DataBus.V1;

namespace DataBus.Cli.Mirror;

/// <summary>The mirror's own tables, and the columns that all have in common.</summary>
internal static class MirrorTables
{
    public const string Mirror = "databus_mirror";
    public const string Change = "databus_change";
    public const string Pending = "databus_pending";

    // A key of MySQL has 3,072 bytes at most, four for each character: with a key of 128 so much is left for the two others.
    private const int Rest = 300;
    private const int Word = 16;

    /// <summary>An address and an event's id.</summary>
    public static IReadOnlyList<MirrorField> Row { get; } =
    [
        new("key_kind", MirrorType.Name, "主体种类", Word), new("key_scheme", MirrorType.Name, "编号方案", Word),
        new("key_value", MirrorType.Name, "编号", KeyRules.MaxValueLength), new("instance", MirrorType.Name, "实例；每主体一份的为空", Rest),
        new("event_id", MirrorType.Name, "事件编号；不是事件的为空", Rest),
    ];

    /// <summary>The columns that name a pending mark.</summary>
    public static IReadOnlyList<string> Mark { get; } = ["facet", .. MirrorPlace.Columns];

    public static IReadOnlyList<MirrorField> MirrorColumns { get; } =
    [
        new("scope", MirrorType.Text, "镜像的范围"), new("bookmark", MirrorType.Bytes, "断点"),
        new("generation", MirrorType.Integer, "第几次从头读取"), new("sweeping", MirrorType.Boolean, "读完后要清理上一次留下的行"),
    ];

    public static IReadOnlyList<MirrorField> PendingColumns { get; } =
    [
        new("facet", MirrorType.Name, "分面", 64), .. Row.Where(static column => MirrorPlace.Columns.Contains(column.Name)),
        new("revision", MirrorType.Integer, "总线修订号"), new("generation", MirrorType.Integer, "镜像第几次从头读取"),
    ];

    /// <summary>The number that each line of <c>databus_change</c> gets.</summary>
    public static MirrorField Number { get; } = new("id", MirrorType.Counted, "序号，按写入先后");

    /// <summary>The other columns of that table.</summary>
    public static IReadOnlyList<MirrorField> ChangeColumns { get; } =
    [
        new("revision", MirrorType.Integer, "总线修订号"), new("table_name", MirrorType.Name, "表", 64), new("key", MirrorType.Text, "主体键"),
        new("instance", MirrorType.Name, "实例", Rest), new("event_id", MirrorType.Name, "事件编号", Rest),
        new("op", MirrorType.Name, "upsert 写入；delete 删除", Word), new("at", MirrorType.Time, "写入镜像的时间（UTC）"),
    ];
}
