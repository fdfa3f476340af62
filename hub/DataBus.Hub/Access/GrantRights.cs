using DataBus.V1;

namespace DataBus.Hub.Access;

/// <summary>Makes of grants what a caller sees of each facet kind.</summary>
internal static class GrantRights
{
    /// <summary>The grants that a caller has on a day.</summary>
    /// <param name="grants">All grants.</param>
    /// <param name="name">The caller's identity.</param>
    /// <param name="day">The civil day.</param>
    public static IReadOnlyList<Grant> For(IEnumerable<Grant> grants, string name, string day) =>
        [.. grants.Where(grant => IsFor(grant, name) && StandsOn(grant, day))];

    /// <summary>Whether a grant is for a caller: for it, or for all of its kind.</summary>
    public static bool IsFor(Grant grant, string name) => grant.Grantee == name
        || (grant.Grantee.EndsWith("/*", StringComparison.Ordinal) && name.StartsWith(grant.Grantee[..^1], StringComparison.Ordinal));

    /// <summary>Whether a grant stands on a day.</summary>
    public static bool StandsOn(Grant grant, string day) =>
        string.CompareOrdinal(grant.From, day) <= 0 && string.CompareOrdinal(day, grant.Until) <= 0;

    /// <summary>What a caller sees of a facet kind that is not its own; null: nothing.</summary>
    /// <param name="facet">The facet kind.</param>
    /// <param name="grants">The caller's grants.</param>
    /// <param name="isCompetent">Whether the caller is a bureau that writes a part of it.</param>
    /// <param name="hash">The hash of a value for this caller.</param>
    public static FacetRight? Of(FacetKind facet, IReadOnlyList<Grant> grants, bool isCompetent, Func<string, string> hash)
    {
        var own = grants.Where(grant => grant.Facets.Contains(facet.Name)).ToArray();
        var isOpen = facet.IsOpen || (isCompetent && !facet.IsClosed);
        if (own.Length == 0 && !isOpen)
            return null;
        return new FacetRight(
            facet,
            [
                .. LeafField.Of(facet)
                    .Select(field => (Field: field, Treatment: TreatmentOf(field, facet, own, isOpen)))
                    .Where(static one => one.Treatment != FieldTreatment.Shown),
            ],
            hash);
    }

    // Of several grants, and of what everybody sees, the most open counts.
    private static FieldTreatment TreatmentOf(LeafField field, FacetKind facet, IReadOnlyCollection<Grant> grants, bool isOpen) =>
        grants.Select(grant => TreatmentBy(grant, field, facet)).Append(isOpen && !field.IsPersonal ? FieldTreatment.Shown : FieldTreatment.Absent).Max();

    private static FieldTreatment TreatmentBy(Grant grant, LeafField field, FacetKind facet)
    {
        if (Names(grant.Absent, field, facet))
            return FieldTreatment.Absent;
        if (Names(grant.Hashed, field, facet))
            return FieldTreatment.Hashed;
        if (Names(grant.Masked, field, facet))
            return FieldTreatment.Masked;
        if (Names(grant.Shown, field, facet))
            return FieldTreatment.Shown;
        var isChoice = grant.Shown.Any(path => path.StartsWith(facet.Name + ".", StringComparison.Ordinal));
        // Without the fields that make its address, a content would be no content.
        return !field.IsPersonal && (!isChoice || IsOfAddress(field, facet)) ? FieldTreatment.Shown : FieldTreatment.Absent;
    }

    /// <summary>Whether a field makes the address of a content.</summary>
    public static bool IsOfAddress(LeafField field, FacetKind facet) =>
        facet.InstanceFields.Contains(field.Steps[0]) || facet.EventIdField == field.Steps[0] || facet.OwnerField == field.Steps[0];

    private static bool Names(IEnumerable<string> paths, LeafField field, FacetKind facet) => paths.Any(path =>
        path.Length > facet.Name.Length && path[facet.Name.Length] == '.' && path.StartsWith(facet.Name, StringComparison.Ordinal)
        && field.IsUnder(path[(facet.Name.Length + 1)..]));
}
