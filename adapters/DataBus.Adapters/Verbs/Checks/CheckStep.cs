namespace DataBus.Adapters.Verbs.Checks;

/// <summary>Names of the steps, in their order.</summary>
internal static class CheckStep
{
    public const string Declaration = "声明 declaration";
    public const string Source = "来源 source";
    public const string Columns = "列 columns";
    public const string Keys = "主体键 keys";
    public const string Forms = "写法 forms";
    public const string Hub = "枢纽 hub";
    public const string Ownership = "归属 ownership";
    public const string Verdicts = "判定 verdicts";
    public const string Lease = "推送权 lease";
}
