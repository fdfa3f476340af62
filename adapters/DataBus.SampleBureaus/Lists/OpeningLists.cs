using System.Globalization;

namespace DataBus.SampleBureaus.Lists;

/// <summary>Opening an enterprise in one go (一网通办): each of six bodies lists its own step of the same cases.</summary>
internal static class OpeningLists
{
    public const int Cases = 24;

    private const string Header = "办件号,企业名称,统一社会信用代码,步骤,办理状态,受理时间,办结时间,承诺办结日,办理单位,文书号,原因";

    // The enterprises of the cases are younger than the others: they come last among those that all bureaus know.
    private const int FirstOrganisation = 560;

    private static readonly (string Source, string Step, string Agency)[] _steps =
    [
        ("market-regulation.opening-steps", "申领营业执照", "区市场监管局"), ("seal.opening-steps", "免费刻制印章", "示例刻章社"), ("tax.opening-steps", "申领发票", "区税务局"),
        ("bank.opening-steps", "银行开户", "示例银行津南支行"), ("social-security.opening-steps", "社会保险登记", "区人社局"),
        ("housing-fund.opening-steps", "住房公积金开户登记", "公积金中心津南管理部"),
    ];

    public static IEnumerable<SampleList> Make(World world)
    {
        for (var step = 0; step < _steps.Length; step++)
        {
            var (source, name, agency) = _steps[step];
            var rows = Enumerable.Range(0, Cases).Select(number => Row(world, number, step, agency)).ToList();
            // The seal shop writes a step that is the registrar's: refused. Social security ends a step before it began: held.
            if (source.StartsWith("seal", StringComparison.Ordinal))
                rows.Add([.. rows[0][..3], _steps[0].Step, .. rows[0][4..]]);
            if (source.StartsWith("social", StringComparison.Ordinal))
                (rows[3][5], rows[3][6]) = (rows[3][6], rows[3][5]);
            yield return SampleList.Of(source, "steps", Header, rows);
        }

        yield return ProgressList.Of(_steps[0].Source, "区市场监管局", 5);
        yield return ProgressList.Of(_steps[4].Source, "区人社局", 5);
    }

    private static object?[] Row(World world, int number, int step, string agency)
    {
        var organisation = world.Organisations[FirstOrganisation + number];
        var begun = SampleDays.Nights[^1].AddDays(-40 + number).ToDateTime(new TimeOnly(9, 0)).AddHours(step * 5);
        // The newest cases are under way: the licence first, the others not yet.
        var (done, waits) = (number < Cases - 3 || step == 0, number >= Cases - 3 && step > 1);
        var without = number == 7 && step == 5;
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"JN2026{number + 1:D6}"), organisation.Name, done && number < Cases - 1 ? organisation.Uscc : null, _steps[step].Step,
            without ? "不涉及" : waits ? "未办" : done ? "办结" : "已受理",
            waits || without ? null : begun, waits || without || !done ? null : begun.AddHours(1 + step), DateOnly.FromDateTime(begun).AddDays(1), agency,
            done && !without ? string.Create(CultureInfo.InvariantCulture, $"示例{step + 1}-{number + 1:D4}") : null, without ? "暂无职工" : null,
        ];
    }
}
