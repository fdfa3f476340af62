namespace DataBus.Hub.Entities;

/// <summary>How often entities with several keys would be counted too much, if each key with content counted.</summary>
internal static class GroupCount
{
    /// <summary>The surplus of the groups that the entities are in, by kind.</summary>
    /// <param name="entities">Entities in any order; two may be of one group.</param>
    /// <param name="joined">Tells the entities that a link joins to one.</param>
    /// <param name="isLive">Whether an entity has content that counts.</param>
    public static Dictionary<byte, int> SurplusOf(
        IEnumerable<AddressKey> entities, Func<AddressKey, IEnumerable<AddressKey>> joined, Func<AddressKey, bool> isLive)
    {
        var seen = new HashSet<AddressKey>();
        var surplus = new Dictionary<byte, int>();
        foreach (var entity in entities.Where(one => !seen.Contains(one)))
        {
            var group = KeyGroup.Of(entity, joined).Entities;
            seen.UnionWith(group);
            var kind = entity.Bytes[0];
            surplus[kind] = surplus.GetValueOrDefault(kind) + Math.Max(0, group.Count(isLive) - 1);
        }

        return surplus;
    }
}
