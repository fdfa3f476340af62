using System.Text.RegularExpressions;
using DataBus.Hub.Rules;
using DataBus.V1;

namespace DataBus.Hub.Api;

/// <summary>Says everything that is wrong with an act of governance at once.</summary>
internal static partial class GovernanceRequests
{
    private const int MaxReason = 500;
    private const int MaxCode = 50;
    private const int MaxName = 100;
    private const int FirstYear = 2000;
    private const int LastYear = 2100;

    /// <exception cref="HubException">INVALID_ARGUMENT.</exception>
    public static void Demand(TransferOwnershipRequest request, bool isSourceKnown)
    {
        var requests = Reasoned(request.Reason);
        var facet = requests.Facet(request.Part?.Facet ?? "", isRequired: true);
        if (facet is { OwnerField: null } && request.Part!.Part.Length > 0)
            requests.Add("part.part", $"{facet.Name} 不分部分，应为空。", $"{facet.Name} has no parts: leave it empty.");
        if (!SourceName().IsMatch(request.To))
            requests.Add("to", $"“{request.To}”不是数源名，应形如 tax.rd-deduction。", $"\"{request.To}\" is no name of a source; one looks like tax.rd-deduction.");
        requests.Text("bureau", request.Bureau, MaxName, isRequired: !isSourceKnown);
        Day(requests, "on", request.On);
        requests.Demand();
    }

    /// <exception cref="HubException">INVALID_ARGUMENT.</exception>
    public static void Demand(SetRuleRequest request, RuleSet rules, string today, Func<string, bool> isSource)
    {
        var requests = Reasoned(request.Reason);
        if (rules.Rules.FirstOrDefault(rule => rule.Id == request.Rule) is not { } found)
            requests.Add("rule", $"没有规则“{request.Rule}”（databus rule list）。", $"There is no rule \"{request.Rule}\" (databus rule list).");
        else if (request.Severity == Severity.Warning && IsFirm(found))
            requests.Add("severity", $"规则 {found.Id} 保证数据可读、个人信息不外泄，不能放宽。", $"The rule {found.Id} keeps data readable and personal data in: it is not to be loosened.");
        if (!Enum.IsDefined(request.Severity))
            requests.Add("severity", "应为 ERROR、WARNING，或不给出（恢复契约规定）。", "It must be ERROR, WARNING or nothing (the contract's again).");
        if (request.Source.Length > 0 && !isSource(request.Source))
            requests.Add("source", $"没有数源“{request.Source}”。", $"There is no source \"{request.Source}\".");
        Day(requests, "until", request.Until);
        if (request.Until.Length > 0 && string.CompareOrdinal(request.Until, today) < 0)
            requests.Add("until", $"期限 {request.Until} 已过。", $"The day {request.Until} has passed.");
        requests.Demand();
    }

    /// <exception cref="HubException">INVALID_ARGUMENT.</exception>
    public static void Demand(AddCodeRequest request)
    {
        var requests = Reasoned(request.Reason);
        if (CodeTables.Find(request.Table) is null)
            requests.Add("table", $"没有代码表“{request.Table}”。", $"There is no code table \"{request.Table}\".");
        if (!Code().IsMatch(request.Code))
            requests.Add("code", $"代码应为 1 至 {MaxCode} 个字符，不含空白与 | %。", $"A code has 1 to {MaxCode} characters without white space, | and %.");
        requests.Text("zh", request.Zh, MaxName, isRequired: true);
        requests.Demand();
    }

    /// <exception cref="HubException">INVALID_ARGUMENT.</exception>
    public static void Demand(ListDaysRequest request)
    {
        if (request.Year != 0 && !IsYear((int)Math.Min(request.Year, int.MaxValue)))
            throw HubMessages.Invalid("year", $"“{request.Year}”不是 {FirstYear} 至 {LastYear} 的年份。", $"\"{request.Year}\" is no year from {FirstYear} to {LastYear}.");
    }

    /// <exception cref="HubException">INVALID_ARGUMENT.</exception>
    public static void Demand(SetDayRequest request)
    {
        var requests = Reasoned(request.Reason);
        if (DateText.Read(request.Day) is not { } day || !IsYear(day.Year))
            requests.Add(
                "day", $"“{request.Day}”不是 {FirstYear} 至 {LastYear} 年的日期，应形如 2026-01-31。",
                $"\"{request.Day}\" is no day from {FirstYear} to {LastYear}; one looks like 2026-01-31.");
        requests.Demand();
    }

    private static bool IsYear(int year) => year is >= FirstYear and <= LastYear;

    // A change that cannot be kept or told, a plain name of a person, a text that is no value of its field's type (which readers and
    // figures count on): no questions of severity.
    private static bool IsFirm(Rule rule) =>
        rule.Id.StartsWith("change.", StringComparison.Ordinal) || rule.Id.EndsWith(".format", StringComparison.Ordinal);

    private static QueryRequests Reasoned(string reason)
    {
        var requests = new QueryRequests();
        requests.Text("reason", reason, MaxReason, isRequired: true);
        return requests;
    }

    private static void Day(QueryRequests requests, string field, string day)
    {
        if (day.Length > 0 && DateText.Read(day) is null)
            requests.Add(field, $"“{day}”不是日期，应形如 2026-01-31。", $"\"{day}\" is no day; one looks like 2026-01-31.");
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9-]*[.][a-z][a-z0-9-]*\z")]
    private static partial Regex SourceName();

    [GeneratedRegex(@"\A[^\s|%]{1,50}\z")]
    private static partial Regex Code();
}
