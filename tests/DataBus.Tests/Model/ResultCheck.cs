using DataBus.V1;

namespace DataBus.Tests.Model;

/// <summary>Compares the hub's answer to a batch with the model's.</summary>
internal static class ResultCheck
{
    public static void Compare(ModelBatch batch, ModelResult expected, BatchResult actual)
    {
        var exceptions = expected.Outcomes
            .Select((outcome, index) => (Outcome: outcome, Index: index))
            .Where(item => item.Outcome.Outcome is not (Outcome.Accepted or Outcome.Unchanged or Outcome.Known))
            .Select(item => $"{item.Index} {item.Outcome.Outcome}");

        Assert.Equal(exceptions, actual.Exceptions.Select(item => $"{item.Index} {item.Outcome}"));
        Assert.Equal(expected.Tallies, actual.Tallies);
        Assert.Equal(expected.PassTallies, actual.PassTallies);
        foreach (var item in actual.Exceptions)
            CompareReasons(batch.Rows[(int)item.Index], expected.Outcomes[(int)item.Index], item);
    }

    private static void CompareReasons(ModelRow row, ModelOutcome expected, ItemResult actual)
    {
        Assert.Equal(expected.Held is not null, actual.FailedId > 0);
        if (expected.Outcome != Outcome.Held)
            return;

        var rules = actual.Violations.Where(violation => violation.Severity == Severity.Error).Select(violation => violation.Rule).ToList();
        Assert.NotEmpty(rules);
        Assert.Equal(expected.Held!.IsConflict, rules.Contains("hub.conflict"));
        Assert.Equal(expected.Held.IsLate, rules.Contains("hub.late"));
        if (row.Fault == Fault.Ambiguous && !expected.Held.IsPassive)
            Assert.Contains("kit.ambiguous", rules);
    }
}
