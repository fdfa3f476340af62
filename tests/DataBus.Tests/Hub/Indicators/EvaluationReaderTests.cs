using DataBus.Hub.Indicators.Evaluations;
using DataBus.Tests.Hub.Intake;
using DataBus.Tests.Hub.Rules;
using DataBus.V1;

namespace DataBus.Tests.Hub.Indicators;

public sealed class EvaluationReaderTests : IAsyncDisposable
{
    private readonly CoreFixture _hub = new();

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task Read_AchievementsOfAUnit_SumByYearAndItem()
    {
        await PushAsync("education-park.residency", Given.Institution(Given.University));
        await PushAsync("ip-center.gazette", Patent("CN107293749B", "B", "样例大学", "某公司"), Patent("CN107293750A", "A", "样例　大学"), Patent("CN207293751U", "U", "别的大学"));
        await PushAsync("industry.contracts", Sold("1", "100"), Sold("2", "200.5", replaces: "1"), Sold("3", "7", state: "CANCELLED"), Sold("4", null));
        await PushAsync("science.innovation", Given.Agreement("甲", "1", "2026-06-01"), Given.Agreement("甲", "2", "2026-06-01", "TERMINATED"));

        var unit = Assert.Single(await ReadAsync());

        Assert.Equal((Given.University, "样例大学", "UNIVERSITY"), (unit.Uscc, unit.Name, unit.Kind));
        Assert.Equal(["2019", "2026"], unit.Years.Select(year => year.Year));
        Assert.Equal(
            [("发明公布", "1"), ("专利授权", "1"), ("其中发明专利授权", "1")], unit.Years[0].Computed.Select(item => (item.Name, item.Value)));
        Assert.Equal(
            [("先使用后付费协议", "1"), ("技术合同（卖方）", "2"), ("技术合同成交总额（卖方）", "200.5")],
            unit.Years[1].Computed.Select(item => (item.Name, item.Value)));
    }

    [Fact]
    public async Task Read_ReportedScore_StandsBesideTheEvidenceOfItsYear()
    {
        await PushAsync("education-park.residency", Given.Institution(Given.University));
        await PushAsync("industry.contracts", Sold("1", "100"));
        await PushAsync("science.innovation", Score(Given.University, "2026", "91"), Score(Given.Sme, "2025", "70"));

        var units = await ReadAsync();
        var year = Assert.Single(Assert.Single(await ReadAsync(Given.University, "2026")).Years);

        Assert.Equal(["样例大学", "津南样例集团"], units.Select(unit => unit.Name));
        Assert.Equal(("91", "100"), (year.Reported.Score, year.Computed[^1].Value));
        Assert.Equal("2025", Assert.Single(units.Single(unit => unit.Uscc == Given.Sme).Years).Year);
        Assert.Empty(await ReadAsync("没有这个单位"));
        Assert.Equal(Given.University, Assert.Single(await ReadAsync("样例大学")).Uscc);
    }

    private static Change Patent(string number, string kind, params string[] holders)
    {
        var publication = Sound.Publication;
        (publication.DocumentNumber, publication.Kind, publication.ApplicationNumber) = (number, kind, "");
        publication.Patentees.Clear();
        publication.Patentees.Add(holders);
        return new Change { Key = new Key { Kind = Kind.Achievement, Scheme = "patent", Value = number[..^1] }, Publication = publication };
    }

    private static Change Sold(string number, string? amount, string state = "REGISTERED", string replaces = "")
    {
        var change = Given.Contract(number, "2026-03-01", amount, state, replaces);
        change.TechnicalContract.SellerUscc = Given.University;
        return change;
    }

    private static Change Score(string uscc, string year, string score) => new()
    {
        Key = new Key { Kind = Kind.Indicator, Scheme = "code", Value = "T-01" },
        Evaluation = new Evaluation { UnitUscc = uscc, UnitName = uscc == Given.Sme ? "津南样例集团" : "样例大学", Kind = "UNIVERSITY", Year = year, Score = score },
    };

    private async Task PushAsync(string source, params Change[] changes)
    {
        var result = await (await _hub.OpenAsync(source)).PushAsync(changes);
        Assert.Equal((ulong)changes.Length, result.Tallies.Accepted);
    }

    private async Task<EvaluatedUnit[]> ReadAsync(string unit = "", string year = "")
    {
        using var view = await _hub.Core.Views.AtLeastAsync(_hub.Core.Log.Head, TestContext.Current.CancellationToken);
        return [.. EvaluationReader.Read(view, _hub.Core.Log, unit, year)];
    }
}
