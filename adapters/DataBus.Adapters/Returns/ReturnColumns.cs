namespace DataBus.Adapters.Returns;

/// <summary>What a return workbook (退回表) has beside the bureau's own columns.</summary>
internal static class ReturnColumns
{
    /// <summary>Name of the sheet with the rows.</summary>
    public const string Sheet = "退回";

    /// <summary>Name of the sheet with the guide.</summary>
    public const string GuideSheet = "说明";

    /// <summary>Begins the names of the columns that the bus adds; they are not read as data.</summary>
    public const string Prefix = "【退回】";

    /// <summary>A row that its adapter could not take apart, as it was.</summary>
    public const string Raw = Prefix + "原始行";

    /// <summary>What is wrong.</summary>
    public const string Problem = Prefix + "问题";

    /// <summary>The rules that say so.</summary>
    public const string Rule = Prefix + "规则";

    /// <summary>The pass that the row came in.</summary>
    public const string Pass = Prefix + "批次";

    /// <summary>Where the row stood in its source.</summary>
    public const string Place = Prefix + "原位置";

    /// <summary>The day by which the corrected row is expected.</summary>
    public const string Due = Prefix + "期限";

    /// <summary>Which failed push it is.</summary>
    public const string Number = Prefix + "编号";

    /// <summary>True: a column of the bus, not of the bureau.</summary>
    public static bool IsOurs(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);
}
