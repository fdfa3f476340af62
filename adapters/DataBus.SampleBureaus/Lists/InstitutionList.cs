namespace DataBus.SampleBureaus.Lists;

/// <summary>Universities, colleges, institutes and hospitals with their liaison posts; persons are named by post and code only.</summary>
internal static class InstitutionList
{
    private const string Header = "统一社会信用代码,企业名称,机构类别,机构名称,主管部门,机构标识码,在海教园,联络官岗位,联络官代码,技术转移机构,优势学科,身份起始";

    public static SampleList Of(string source, World world, IReadOnlyList<string> kinds)
    {
        var transfer = world.PlatformsOf("技术转移机构");
        return SampleList.Of(source, "institutions", Header, world.Institutions.Where(one => kinds.Contains(one.Kind)).Select((one, number) => new object?[]
        {
            one.Uscc, one.Name, one.Kind, one.Name, "天津市示例委", $"示例{one.Uscc[9..14]}", one.Kind.StartsWith("高等", StringComparison.Ordinal), "科技处处长", $"LLG-{number + 1:D2}",
            World.PlatformKey(transfer[number % transfer.Count]), "材料科学;机械工程", new DateOnly(1980 + number, 9, 1),
        }));
    }
}
