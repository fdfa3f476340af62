using DataBus.V1;

namespace DataBus.Client;

/// <summary>
/// Sees and sets who owns what, codes, severities and working days. Acts are for operators only. The guarantees are those of
/// <c>GovernanceService</c> in protos/databus/v1/governance.proto.
/// </summary>
public sealed class GovernanceClient
{
    private readonly HubConnection _connection;

    internal GovernanceClient(HubConnection connection) => _connection = connection;

    /// <summary>Lists who owns what, and the transfers that wait for their day.</summary>
    public Task<ListOwnershipResponse> ListOwnershipAsync(CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Governance.ListOwnershipAsync(new ListOwnershipRequest(), options), cancellationToken);

    /// <summary>Gives a part to another source, or rehearses that.</summary>
    public Task<TransferOwnershipResponse> TransferOwnershipAsync(TransferOwnershipRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Governance.TransferOwnershipAsync(request, options), cancellationToken);

    /// <summary>Lists the rules, of one facet kind or all (empty), with the severities that operators have set.</summary>
    public Task<ListRulesResponse> ListRulesAsync(string facet = "", CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Governance.ListRulesAsync(new ListRulesRequest { Facet = facet }, options), cancellationToken);

    /// <summary>Gives a rule another severity, or rehearses that.</summary>
    public Task<SetRuleResponse> SetRuleAsync(SetRuleRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Governance.SetRuleAsync(request, options), cancellationToken);

    /// <summary>Lists the codes of a table; NOT_FOUND if there is none such.</summary>
    public Task<ListCodesResponse> ListCodesAsync(string table, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Governance.ListCodesAsync(new ListCodesRequest { Table = table }, options), cancellationToken);

    /// <summary>Adds a code to a table, or rehearses that.</summary>
    public Task<AddCodeResponse> AddCodeAsync(AddCodeRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Governance.AddCodeAsync(request, options), cancellationToken);

    /// <summary>Lists the days of a year (0: this one) that work otherwise than their weekday says.</summary>
    public Task<ListDaysResponse> ListDaysAsync(uint year = 0, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Governance.ListDaysAsync(new ListDaysRequest { Year = year }, options), cancellationToken);

    /// <summary>Says whether people work on a day.</summary>
    public Task<SetDayResponse> SetDayAsync(SetDayRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Governance.SetDayAsync(request, options), cancellationToken);
}
