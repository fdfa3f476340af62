namespace DataBus.SampleBureaus.MarketRegulation;

/// <summary>States of registration as bureaus write them.</summary>
internal static class StateTexts
{
    private static readonly string[] _active =
        ["存续（在营、开业、在册）", "存续(在营、开业、在册)", "在业", "在营（开业）", "开业", "正常", "登记成立", "存续"];

    private static readonly string[] _others =
        ["注销", "注销", "注销", "吊销，未注销", "吊销未注销", "吊销已注销", "歇业", "停业", "清算", "迁出", "迁移异地", "撤销", "撤销登记", "责令关闭", "筹建", "个体转企业"];

    public const string Unknown = "系统迁移中";

    public const string Registered = "存续（在营、开业、在册）";

    public static bool IsActive(string state) => Array.IndexOf(_active, state) >= 0;

    public static string Make(Random random) => random.Chance(0.86) ? random.Pick(_active) : random.Pick(_others);
}
