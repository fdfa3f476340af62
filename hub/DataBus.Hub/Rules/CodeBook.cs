using DataBus.V1;

namespace DataBus.Hub.Rules;

/// <summary>The code tables as they stand: the contract's, with the codes that operators have added.</summary>
internal sealed class CodeBook(IEnumerable<CodeAdded> added)
{
    private readonly HashSet<(string Table, string Code)> _added = [.. added.Select(code => (code.Table, code.Code))];

    public static CodeBook OfTheContract { get; } = new([]);

    public bool Contains(CodeTable table, string code) => table.Contains(code) || _added.Contains((table.Name, code));
}
