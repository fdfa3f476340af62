using System.Globalization;
using System.Text.RegularExpressions;
using DataBus.V1;

namespace DataBus.Hub.Access;

/// <summary>Says everything that is wrong with a set of grants at once.</summary>
internal static partial class GrantCheck
{
    private const int MaxGrants = 1_000;
    private const int MaxName = 60;
    private const int MaxText = 300;

    public static IEnumerable<RequestFlaw> FlawsOf(IReadOnlyList<Grant> grants)
    {
        if (grants.Count > MaxGrants)
            return [new RequestFlaw("grants", $"有 {grants.Count} 条授权，最多 {MaxGrants} 条。", $"There are {grants.Count} grants; at most {MaxGrants} are allowed.")];
        var doubled = grants.GroupBy(static grant => grant.Name).Where(static group => group.Count() > 1).Select(static group => group.Key).ToHashSet();
        return grants.SelectMany((grant, index) => FlawsOf(grant, $"grants[{index}]", doubled.Contains(grant.Name)));
    }

    private static IEnumerable<RequestFlaw> FlawsOf(Grant grant, string at, bool isDoubled)
    {
        if (grant.Name.Length is 0 or > MaxName || grant.Name.Any(char.IsControl))
            yield return new($"{at}.name", $"应有 1 至 {MaxName} 个字符。", $"It must have 1 to {MaxName} characters.");
        if (isDoubled)
            yield return new($"{at}.name", $"“{grant.Name}”不止一条。", $"\"{grant.Name}\" is there more than once.");
        if (!GranteeForm().IsMatch(grant.Grantee))
            yield return new($"{at}.grantee", $"“{grant.Grantee}”应形如 app/dashboard、bureau/science、partner/bank 或 app/*。",
                $"\"{grant.Grantee}\" should be like app/dashboard, bureau/science, partner/bank or app/*.");
        foreach (var (name, text) in new[] { ("purpose", grant.Purpose), ("legal_basis", grant.LegalBasis) })
        {
            if (text.Length is 0 or > MaxText)
                yield return new($"{at}.{name}", $"应有 1 至 {MaxText} 个字符。", $"It must have 1 to {MaxText} characters.");
        }
        if (grant.From.Length > 0 && !IsDay(grant.From))
            yield return new($"{at}.from", $"“{grant.From}”不是日期，应为 YYYY-MM-DD。", $"\"{grant.From}\" is no day; it must be YYYY-MM-DD.");
        if (!IsDay(grant.Until) || string.CompareOrdinal(grant.Until, grant.From) < 0)
            yield return new($"{at}.until", $"“{grant.Until}”应为 YYYY-MM-DD，且不早于 from。", $"\"{grant.Until}\" must be YYYY-MM-DD and not before `from`.");
        if (grant.ConsentUscc.Length > 0 && !CheckDigits.IsUscc(grant.ConsentUscc))
            yield return new($"{at}.consent_uscc", $"“{grant.ConsentUscc}”不是统一社会信用代码。", $"\"{grant.ConsentUscc}\" is no unified social credit code.");
        if (grant.Facets.Count == 0)
            yield return new($"{at}.facets", "至少要有一个信息面。", "It needs at least one facet kind.");
        foreach (var flaw in grant.Facets.SelectMany((facet, index) => Facet(facet, $"{at}.facets[{index}]", grant.ConsentUscc.Length > 0)).Concat(Fields(grant, at)))
            yield return flaw;
    }

    private static IEnumerable<RequestFlaw> Facet(string name, string at, bool byConsent) => FacetCatalogue.Find(name) switch
    {
        null => [new(at, $"没有名为“{name}”的信息面。", $"There is no facet kind \"{name}\".")],
        { IsClosed: true } facet when !byConsent => [new(at,
            $"{name}（{facet.Zh}）不予共享：涉税保密信息只凭纳税人授权提供，请写明 consent_uscc。",
            $"{name} is not shared: taxpayers' figures are given by their own consent only: name consent_uscc.")],
        _ => [],
    };

    private static IEnumerable<RequestFlaw> Fields(Grant grant, string at) =>
        new[] { ("shown", grant.Shown), ("masked", grant.Masked), ("hashed", grant.Hashed), ("absent", grant.Absent) }
            .SelectMany(list => list.Item2.SelectMany((path, index) => Field(path, grant, $"{at}.{list.Item1}[{index}]", isShown: list.Item1 == "shown")));

    private static IEnumerable<RequestFlaw> Field(string path, Grant grant, string at, bool isShown)
    {
        var facet = grant.Facets.FirstOrDefault(name => path.StartsWith(name + ".", StringComparison.Ordinal)) is { } name ? FacetCatalogue.Find(name) : null;
        var fields = facet is null ? [] : LeafField.Of(facet).Where(field => field.IsUnder(path[(facet.Name.Length + 1)..])).ToArray();
        if (fields.Length == 0)
            return [new(at, $"“{path}”不是本授权信息面的字段，应形如 enterprise.registration.name。", $"\"{path}\" is no field of the grant's facet kinds; it should be like enterprise.registration.name.")];
        return !isShown && fields.Any(field => GrantRights.IsOfAddress(field, facet!))
            ? [new(at, $"“{path}”是地址的一部分，不能隐去。", $"\"{path}\" is part of the address and cannot be withheld.")]
            : [];
    }

    private static bool IsDay(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    [GeneratedRegex(@"\A(app|bureau|partner)/(\*|[\p{L}0-9_.-]{1,60})\z")]
    private static partial Regex GranteeForm();
}
