using DataBus.V1;

namespace DataBus.Adapters.MarketRegulation;

/// <summary>Codes of the contract for the texts of the register.</summary>
internal static class RegistrationCodes
{
    /// <summary>The state's code; a text that no table knows stays as it is, for the hub to hold.</summary>
    public static string State(string text) => CodeOf("registration_state", text) ?? text;

    /// <summary>The type's code; null if no table knows it.</summary>
    public static string? EntityType(string text) => CodeOf("enterprise_type", text);

    /// <summary>As what a natural person stands for an organisation of this type; null where none does, or it is not known.</summary>
    public static string? RepresentativeRole(string entityType) => entityType switch
    {
        "PARTNERSHIP" => "MANAGING_PARTNER",
        "SOLE_PROPRIETOR" => "INVESTOR",
        "BRANCH" or "FOREIGN_BRANCH" => "PERSON_IN_CHARGE",
        "INDIVIDUAL" => "OPERATOR",
        "LIMITED" or "JOINT_STOCK" or "STATE_OWNED" or "COLLECTIVE" or "FOREIGN_INVESTED" or "COOPERATIVE" => "LEGAL_REPRESENTATIVE",
        _ => null,
    };

    private static string? CodeOf(string table, string text) =>
        (CodeTables.Find(table) ?? throw new InvalidOperationException($"The contract has no code table {table}.")).CodeOf(text);
}
