using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Api;

/// <summary>Reads who is on which node of the industrial chains.</summary>
internal sealed class ChainNodes(IViewReader view, IExchangeLog log, Func<Change, Change?> shown, string today)
{
    private const string Facet = "enterprise.chain_role";
    private const string Leader = "LEADER";
    private const string Intended = "INTENDED";
    private const int MaxKeys = 20;

    /// <summary>All nodes of the code table, also added ones, of one chain or all.</summary>
    public IEnumerable<ChainNodeState> Read(string chain)
    {
        var roles = Roles().ToLookup(static one => one.Role.Node, StringComparer.Ordinal);
        var nodes = CodeTables.Find("chain_node")!.Entries.Select(static entry => (entry.Code, entry.Zh))
            .Concat(view.Tables().Codes.Where(static code => code.Table == "chain_node").Select(static code => (code.Code, code.Zh)));
        return nodes
            .Where(node => chain.Length == 0 || ChainOf(node.Code) == chain)
            .Select(node => Of(node.Code, node.Zh, roles[node.Code]));
    }

    // Of an entity with several keys, one role a node.
    private IEnumerable<(Key Key, ChainRole Role)> Roles() => EntityGroup.WithLive(view, Kind.Enterprise, Facet)
        .SelectMany(one => one.Members
            .SelectMany(static member => member.Slots)
            .Where(static slot => slot.Value.IsLive && slot.Key.Facet == Facet)
            .Select(slot => ContentReader.Read(log, slot.Value.Revision))
            .OfType<Content>()
            .Select(content => shown(content.Change)?.ChainRole)
            .OfType<ChainRole>()
            .Where(IsInForce)
            .Select(role => (one.Keys.Best.ToKey(), ChainRole: role))
            .DistinctBy(static role => role.ChainRole.Node));

    private bool IsInForce(ChainRole role) => string.CompareOrdinal(role.Since, today) <= 0
        && (role.Until.Length == 0 || string.CompareOrdinal(today, role.Until) < 0);

    private static ChainNodeState Of(string node, string zh, IEnumerable<(Key Key, ChainRole Role)> roles)
    {
        var present = roles.Where(static one => one.Role.Role != Intended).OrderBy(static one => one.Role.Role != Leader).ToList();
        return new ChainNodeState
        {
            Chain = ChainOf(node),
            Node = node,
            Zh = zh,
            Enterprises = (uint)present.Count,
            Intended = (uint)roles.Count(static one => one.Role.Role == Intended),
            Keys = { present.Take(MaxKeys).Select(static one => one.Key) },
            Gap = present.Count == 0,
        };
    }

    private static string ChainOf(string node) => node.Split('.')[0];
}
