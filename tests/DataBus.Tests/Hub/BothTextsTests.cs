using DataBus.Hub;
using DataBus.Hub.Entities;
using DataBus.Hub.Intake;

namespace DataBus.Tests.Hub;

public sealed class BothTextsTests
{
    [Theory]
    [InlineData("超过预算 / over the budget", "超过预算", "over the budget")]
    [InlineData("检查中", "检查中", "检查中")]
    [InlineData("a / b / c", "a / b / c", "a / b / c")]
    public void Halves_OfAText_AreEachLanguages(string both, string zh, string en) =>
        Assert.Equal((zh, en), (BothTexts.Zh(both), BothTexts.En(both)));

    [Fact]
    public void Paused_ReasonInBothLanguages_IsToldInOneEach()
    {
        var refusal = Refusals.Paused(new SourceRow { Source = "science.platforms", PausedReason = "超过预算 / over the budget" }).Refusal;

        Assert.Contains("超过预算", refusal.Zh, StringComparison.Ordinal);
        Assert.DoesNotContain("over the budget", refusal.Zh, StringComparison.Ordinal);
        Assert.Contains("over the budget", refusal.En, StringComparison.Ordinal);
        Assert.DoesNotContain("超过预算", refusal.En, StringComparison.Ordinal);
    }
}
