using DataBus.V1;

namespace DataBus.Cli.Failed;

/// <summary>Failed pushes as people read them.</summary>
internal static class ItemText
{
    public static string StateOf(FailedState state, Texts texts) => texts.Word("state", $"{state}".ToLowerInvariant());

    /// <summary>Its address; the number of addresses for a group of deletes; empty for an unkeyed row.</summary>
    public static string AddressOf(FailedPush item) =>
        item.Address is { } address ? AddressOf(address) : item.Deletes > 0 ? $"−{item.Deletes}" : "";

    public static string AddressOf(Address address) => $"{KeyText.Format(address.Key)} {address.Facet} {address.Instance}".TrimEnd();

    /// <summary>The violation that holds it, else the first.</summary>
    public static Violation FirstOf(FailedPush item) =>
        item.Violations.FirstOrDefault(violation => violation.Severity == Severity.Error) ?? item.Violations.FirstOrDefault() ?? new Violation();

    /// <summary>Why it is held, in one line.</summary>
    public static string CauseOf(FailedPush item, Texts texts) => FirstOf(item) is { Rule.Length: > 0 } first ? $"{first.Rule} {MessageOf(first, texts)}" : "";

    public static string MessageOf(Violation violation, Texts texts) => texts.IsChinese ? violation.MessageZh : violation.MessageEn;

    /// <summary>An act with who did it and when.</summary>
    public static string ActOf(DeskAct act, Texts texts) => $"{DistrictTime.Text(act.At)} {act.Actor} {texts.Word("act", act.Act)} {act.Reason}".TrimEnd();
}
