using DataBus.Adapters.Mapping;
using DataBus.V1;

namespace DataBus.Adapters.MarketRegulation;

/// <summary>Says of a registration what the table cannot: codes for raw texts, where it resides, its history, who stands for it.</summary>
public sealed class RegistrationMapper : IRowMapper
{
    private const string Unlimited = "长期";
    private const string Individual = "INDIVIDUAL";

    /// <inheritdoc/>
    public string Name => "registration";

    /// <inheritdoc/>
    public void Map(SourceRow row, MappedRow mapped)
    {
        var content = mapped.Change.Registration;
        Number(row, mapped, content);
        EntityType(row, mapped, content);
        State(row, content);
        Address(row, content);
        Industry(content);
        content.Changes.AddRange(RegistrationHistory.Changes(row["alterations"]));
        content.TermUnlimited = row["opto"] == Unlimited;
        // "N/A" and "-" are no capital, and no mistake either: the text is kept.
        if (content.Capital is null && row["regcap"] is { } capital)
            content.Capital = new Capital { Raw = capital };
    }

    private static void Number(SourceRow row, MappedRow mapped, Registration content)
    {
        if (mapped.Change.Key is not { } key)
            return;
        if (key.Scheme == "uscc")
            content.Uscc = key.Value;
        else
            content.Regno = key.Value;
        var written = row.Untouched("uniscid");
        if (written != key.Value)
        {
            mapped.Warn(
                "market_regulation.normalized", key.Scheme, written,
                "编号写法已规范 (去空白、全角转半角、转大写), 没有改动任何字符的值",
                "The number was put in its one way of writing (white space, width, case); no character was changed");
        }
    }

    private static void EntityType(SourceRow row, MappedRow mapped, Registration content)
    {
        if (row["enttype_cn"] is not { } text)
            return;
        content.EntityType = RegistrationCodes.EntityType(text) ?? "";
        content.RepresentativeRole = RegistrationCodes.RepresentativeRole(content.EntityType) ?? "";
        if (content.EntityType.Length == 0)
        {
            mapped.Warn(
                "market_regulation.entity_type", "entity_type", text,
                "码表中没有这种主体类型, 只保留原文", "The code table has no such type of entity; only the text is kept");
        }
    }

    private static void State(SourceRow row, Registration content)
    {
        content.State = row["regstate_cn"] is { } text ? RegistrationCodes.State(text) : "";
        content.StateHistory.AddRange(RegistrationHistory.States(row["states"]));
        if (content.StateHistory.Count > 0 && content.StateHistory[^1].State == content.State)
            content.StateSince = content.StateHistory[^1].Since;
    }

    private static void Address(SourceRow row, Registration content)
    {
        if (row["dom"] is not { } address)
            return;
        var residence = Residence.Of(address);
        content.District = residence.District ?? "";
        content.Town = residence.Town ?? "";
        content.Address = content.EntityType == Individual ? Residence.Coarse(address) : address;
    }

    private static void Industry(Registration content)
    {
        if (content.IndustryCode.Length > 0 && char.IsAsciiLetterUpper(content.IndustryCode[0]))
            content.IndustrySection = content.IndustryCode[..1];
    }
}
