namespace DataBus.SampleBureaus.Tax;

/// <summary>Arithmetic of form A107012, 2023 version; amounts are rounded to fen as the form does.</summary>
internal static class DeductionForm
{
    public const string Version = "2023";

    /// <summary>Captions of the lines, from 1.</summary>
    public static readonly string[] Captions =
    [
        "项目数量", "自主合作集中研发小计", "人员人工费用", "工资薪金", "五险一金", "外聘劳务费", "直接投入费用", "材料", "燃料", "动力",
        "模具工艺装备", "样品样机", "检验", "仪器设备维修", "租赁", "折旧费用", "仪器折旧", "设备折旧", "无形资产摊销", "软件摊销",
        "专利权摊销", "非专利技术摊销", "新产品设计费等", "新产品设计", "新工艺规程制定", "临床试验", "现场试验", "其他相关费用合计", "资料翻译专家咨询", "检索论证评审",
        "知识产权申请代理", "职工福利补充保险", "差旅会议", "经限额调整后的其他相关费用", "委托研发费用", "委托境内", "委托境外机构", "允许加计的委托境外", "委托境外个人", "年度研发费用小计",
        "本年费用化金额", "本年资本化金额", "本年形成无形资产摊销额", "以前年度形成无形资产摊销额", "允许扣除的研发费用合计", "特殊收入部分", "抵减特殊收入后", "当年销售直接材料", "以前年度销售直接材料结转", "加计扣除比例",
        "加计扣除总额", "结转以后年度扣减",
    ];

    private static readonly (int Total, int First, int Last)[] _sums =
        [(3, 4, 6), (7, 8, 15), (16, 17, 18), (19, 20, 22), (23, 24, 27), (28, 29, 33)];

    /// <summary>Fills every computed line from the entered ones.</summary>
    public static void Compute(decimal[] lines)
    {
        foreach (var (total, first, last) in _sums)
            lines[total] = lines[first..(last + 1)].Sum();
        var main = lines[3] + lines[7] + lines[16] + lines[19] + lines[23];
        // One limit over all projects: 10 % of the five groups and itself (公告2021年第28号).
        lines[34] = Math.Min(lines[28], Fen(main * 0.1m / 0.9m));
        lines[2] = main + lines[34];
        lines[35] = lines[36] + lines[37] + lines[39];
        var domestic = Fen(lines[36] * 0.8m);
        // Abroad: 80 %, and no more than two thirds of what is done at home; individuals abroad never (财税〔2018〕64号).
        lines[38] = Math.Min(Fen(lines[37] * 0.8m), Fen((lines[2] + domestic) * 2 / 3));
        lines[40] = lines[2] + domestic + lines[38];
        lines[41] = lines[40] - lines[42];
        lines[45] = lines[41] + lines[43] + lines[44];
        lines[47] = lines[45] - lines[46];
        var net = lines[47] - lines[48] - lines[49];
        lines[51] = Fen(Math.Max(0, net) * lines[50] / 100);
        lines[52] = Math.Max(0, -net);
    }

    public static decimal Fen(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);
}
