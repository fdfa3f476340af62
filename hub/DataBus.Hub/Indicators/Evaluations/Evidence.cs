using System.Globalization;
using DataBus.V1;

namespace DataBus.Hub.Indicators.Evaluations;

/// <summary>What achievements sum to, by unit, year and item.</summary>
internal sealed class Evidence(Units units)
{
    private static readonly EvidenceItem _published = new("发明公布", "件", "achievement.publication");
    private static readonly EvidenceItem _granted = new("专利授权", "件", "achievement.publication");
    private static readonly EvidenceItem _inventions = new("其中发明专利授权", "件", "achievement.publication");
    private static readonly EvidenceItem _licences = new("专利许可备案", "项", "achievement.licence");
    private static readonly EvidenceItem _agreements = new("先使用后付费协议", "项", "achievement.conversion");
    private static readonly EvidenceItem _contracts = new("技术合同（卖方）", "项", "achievement.technical_contract");
    private static readonly EvidenceItem _amount = new("技术合同成交总额（卖方）", "元", "achievement.technical_contract");
    private static readonly EvidenceItem _results = new("重大科技成果", "项", "achievement.major_result");
    private static readonly EvidenceItem[] _items = [_published, _granted, _inventions, _licences, _agreements, _contracts, _amount, _results];

    private readonly Dictionary<(Unit Unit, string Year, EvidenceItem Item), decimal> _sums = [];

    /// <summary>The facet kinds that are counted.</summary>
    public static string[] Facets { get; } = [.. _items.Select(static item => item.Source).Distinct()];

    /// <summary>Counts a content; of contracts, those that another replaced must be left out before.</summary>
    public void Count(Change change)
    {
        switch (change.ContentCase)
        {
            case Change.ContentOneofCase.Publication:
                Count(change.Publication);
                break;
            case Change.ContentOneofCase.Licence when change.Licence.State != "CANCELLED":
                Add([units.WithName(change.Licence.Licensor)], change.Licence.FiledOn, _licences);
                break;
            case Change.ContentOneofCase.ConversionAgreement when change.ConversionAgreement.State != "TERMINATED":
                Add([units.WithCode(change.ConversionAgreement.SupplierUscc)], change.ConversionAgreement.SignedOn, _agreements);
                break;
            case Change.ContentOneofCase.TechnicalContract when change.TechnicalContract.State != "CANCELLED":
                Count(change.TechnicalContract);
                break;
            case Change.ContentOneofCase.MajorResult when change.MajorResult.State == "RECOGNISED":
                var result = change.MajorResult;
                Add([.. result.HolderUsccs.Select(units.WithCode), .. result.Holders.Select(units.WithName)], result.RecognisedOn, _results);
                break;
        }
    }

    /// <summary>The years of a unit of which there is anything.</summary>
    public IEnumerable<string> YearsOf(Unit unit) => _sums.Keys.Where(sum => sum.Unit == unit).Select(static sum => sum.Year).Distinct();

    /// <summary>A unit's year, item by item; those that are zero are left out.</summary>
    public IEnumerable<EvaluationEvidence> Of(Unit unit, string year) => _items
        .Where(item => _sums.GetValueOrDefault((unit, year, item)) != 0)
        .Select(item => new EvaluationEvidence
        {
            Name = item.Name,
            Value = Formula.Text(_sums[(unit, year, item)]),
            Unit = item.Unit,
            Source = item.Source,
        });

    private void Count(Publication publication)
    {
        var holders = publication.Patentees.Select(units.WithName).ToArray();
        Add(holders, publication.PublishedOn, publication.Kind == "A" ? _published : _granted);
        if (publication.Kind == "B")
            Add(holders, publication.PublishedOn, _inventions);
    }

    private void Count(TechnicalContract contract)
    {
        Unit?[] seller = [units.WithCode(contract.SellerUscc) ?? units.WithName(contract.SellerName)];
        Add(seller, contract.RegisteredOn, _contracts);
        if (contract is { AmountPending: false, TotalAmount.Length: > 0 })
            Add(seller, contract.RegisteredOn, _amount, decimal.Parse(contract.TotalAmount, CultureInfo.InvariantCulture));
    }

    private void Add(IEnumerable<Unit?> holders, string day, EvidenceItem item, decimal value = 1)
    {
        foreach (var holder in holders.OfType<Unit>().Distinct())
        {
            var place = (holder, day[..4], item);
            _sums[place] = _sums.GetValueOrDefault(place) + value;
        }
    }
}
