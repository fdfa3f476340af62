using DataBus.V1;

namespace DataBus.Tests.Protos;

public sealed class TaskDefinitionsTests
{
    [Fact]
    public void All_Tasks_AreThePlansTwentyOneInOrder()
    {
        Assert.Equal(Enumerable.Range(1, 21).Select(number => $"T-{number:00}"), TaskDefinitions.All.Select(task => task.Code));
        Assert.All(TaskDefinitions.All, task => Assert.Equal($"第{int.Parse(task.Code[2..])}条", task.Article));
        Assert.All(TaskDefinitions.All, task =>
            Assert.Null(KeyRules.Check(new Key { Kind = Kind.Indicator, Scheme = "code", Value = task.Code })));
    }

    [Fact]
    public void All_Tasks_NameFacetsAndIndicatorsThatExist()
    {
        Assert.All(TaskDefinitions.All, task => Assert.NotEmpty(task.Evidence));
        Assert.All(TaskDefinitions.All.SelectMany(task => task.Evidence), facet => Assert.NotNull(FacetCatalogue.Find(facet)));
        Assert.All(TaskDefinitions.All.SelectMany(task => task.Indicators), code =>
            Assert.Contains(IndicatorDefinitions.All, definition => definition.Code == code));
    }

    [Fact]
    public void All_WhatIsNotConfirmed_IsSaidAndNoDateIsInvented()
    {
        Assert.All(TaskDefinitions.All.Where(task => task.TitleUnconfirmed || task.Units.Count == 0), task => Assert.Contains("[K]", task.Note, StringComparison.Ordinal));
        Assert.All(TaskDefinitions.All, task => Assert.Empty(task.DueOn));
        Assert.Equal("区科技局 海教园管委会 区工信局 区卫健委 区财政局 区市场监管局", string.Join(' ', TaskDefinitions.All[5].Units));
    }
}
