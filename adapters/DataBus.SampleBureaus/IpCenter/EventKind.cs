namespace DataBus.SampleBureaus.IpCenter;

/// <summary>A kind of legal event: transaction code and name.</summary>
internal sealed record EventKind(string Code, string Name)
{
    public static readonly EventKind Granted = new("GR01", "授权");

    /// <summary>A code that no table knows: such an event is held, and later ones of the same patent wait.</summary>
    public static readonly EventKind Unknown = new("ZZ99", "未知事务");

    /// <summary>What may follow a grant.</summary>
    public static readonly IReadOnlyList<EventKind> Later =
    [
        new("TR01", "专利权的转移"), new("CP01", "专利权人的姓名或者名称变更"), new("CP02", "专利权人的地址变更"), new("EE01", "专利实施许可合同备案的生效"),
        new("EC01", "专利实施许可合同备案的注销"), new("PE01", "专利权质押合同登记的生效"), new("PC01", "专利权质押合同登记的注销"), new("CF01", "因未缴年费专利权终止"),
    ];

    public bool ChangesHolder => Code is "TR01" or "CP01";

    public bool HasRecord => Code is "EE01" or "EC01" or "PE01" or "PC01";
}
