using DataBus.V1;

namespace DataBus.Hub.Api;

/// <summary>Says everything that is wrong with a request to join or split two keys.</summary>
internal static class SameAsRequests
{
    private const int MaxReason = 500;

    /// <exception cref="HubException">INVALID_ARGUMENT.</exception>
    public static void Demand(Key? one, Key? other, string reason)
    {
        var requests = new QueryRequests();
        Check(requests, "one", one);
        Check(requests, "other", other);
        if (one is not null && other is not null)
            CheckPair(requests, one, other);
        requests.Text("reason", reason, MaxReason, isRequired: true);
        requests.Demand();
    }

    private static void Check(QueryRequests requests, string field, Key? key)
    {
        if (KeyRules.Check(key) is { } wrong)
            requests.Add(wrong.Field.Replace("key.", $"{field}.", StringComparison.Ordinal), wrong.MessageZh, wrong.MessageEn);
    }

    private static void CheckPair(QueryRequests requests, Key one, Key other)
    {
        if (one.Kind != other.Kind)
            requests.Add("other.kind", "两个键不是同一种类的主体，不能合并或拆分。", "The two keys are of different kinds; only keys of one kind can be one thing.");
        else if (one.Kind == Kind.Indicator)
            requests.Add("one.kind", "指标和任务各有唯一代码，没有可合并的键。", "Indicators and tasks have one code each; there is nothing to join.");
        if (one.Equals(other))
            requests.Add("other", "两个键相同。", "The two keys are the same.");
    }
}
