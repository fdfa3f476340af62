namespace DataBus.Hub.Indicators;

/// <summary>JN-06 to JN-08: enterprises of the park 天开津南园.</summary>
internal static class ParkFormulas
{
    private const string Park = "tiankai_jinnan";
    private const string Source = "enterprise.park_residency";

    public static Formula Registered(Known known)
    {
        var all = EnterpriseMeasures.RegisteredIn(Park, technologyOnly: false);
        var technology = EnterpriseMeasures.RegisteredIn(Park, technologyOnly: true);
        return new(
            context => known.Lacks(context) ?? Formula.Number(
                context.Total(all),
                Formula.Input($"累计注册企业（截至 {context.Day}，含已迁出）", context.Total(all), Source),
                Formula.Input("其中科技型企业", context.Total(technology), Source)),
            known.Any,
            all,
            technology)
        {
            Terms = [new("累计注册企业", all)],
        };
    }

    public static Formula Resident(Known known) =>
        Formula.Count(known, EnterpriseMeasures.ResidentIn(Park), static context => $"{context.Day} 入驻企业", "入驻企业", Source);

    public static Formula Potential(Known known) => Formula.Count(
        known, EnterpriseMeasures.PotentialIn(Park), static context => $"园区名册中的上市潜力企业（{context.Day}）", "上市潜力企业", $"enterprise.listing, {Source}");
}
