namespace DataBus.SampleBureaus.Lists;

/// <summary>All lists that bureaus and partners keep beside the systems of their own, as spreadsheets.</summary>
internal static class BureauLists
{
    public static IEnumerable<SampleList> Make(World world) =>
    [
        .. OpeningLists.Make(world), .. TaxLists.Make(world), .. ListingLists.Make(world), .. EducationParkLists.Make(world), .. StatisticsLists.Make(world),
        .. IndustryLists.Make(world), .. ContractLists.Make(world), .. ScienceLists.Make(world), .. ScienceProjectLists.Make(world), .. ConversionLists.Make(world),
        .. FinanceLists.Make(world), .. PartnerLists.Make(world), .. BrokerLists.Make(world),
    ];
}
