using DataBus.SampleBureaus.Files;
using DataBus.SampleBureaus.Indicators;
using DataBus.SampleBureaus.IpCenter;
using DataBus.SampleBureaus.Labels;
using DataBus.SampleBureaus.Lists;
using DataBus.SampleBureaus.MarketRegulation;
using DataBus.SampleBureaus.Organisations;
using DataBus.SampleBureaus.Platforms;
using DataBus.SampleBureaus.Tax;

namespace DataBus.SampleBureaus;

/// <summary>What all bureaus know at the beginning, made from the seed, and where they put it.</summary>
internal sealed class BureauBooks
{
    private readonly string _root;
    private readonly int _seed;

    public BureauBooks(SampleOptions options)
    {
        (_root, _seed) = (options.Directory, options.Seed);
        Organisations = OrganisationMaker.Make(_seed);
        Registrations = RegistrationMaker.Make(_seed, Organisations);
        DeductionMaker = new DeductionMaker(RdTotals.Load());
        Returns = DeductionMaker.Make(_seed, Organisations);
        var patents = GazetteSlice.Granted();
        EventMaker = new EventMaker(patents, Organisations);
        Events = new Feed<LegalEvent>("legal-events", EventMaker.Make(_seed));
        Licences = new Feed<Licence>("licences", new LicenceMaker(patents, Organisations).Make(_seed));
        Pledges = new Feed<Pledge>("pledges", new PledgeMaker(patents, Organisations).Make(_seed));
        Transfers = new Feed<Transfer>("transfers", new TransferMaker(Organisations).Make(Events.Items));
    }

    public IReadOnlyList<Organisation> Organisations { get; }

    public IReadOnlyList<RegistrationRow> Registrations { get; }

    public DeductionMaker DeductionMaker { get; }

    public IReadOnlyList<DeductionReturn> Returns { get; }

    public EventMaker EventMaker { get; }

    public Feed<LegalEvent> Events { get; }

    public Feed<Licence> Licences { get; }

    public Feed<Pledge> Pledges { get; }

    public Feed<Transfer> Transfers { get; }

    /// <summary>The register; its folder is made on first use.</summary>
    public RegistryDatabase Registry()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, "market-regulation"));
        return new RegistryDatabase(Path.Combine(folder.FullName, "registry.db"));
    }

    public DeductionFiles DeductionFiles() => new(new DropFolder(_root, "tax"));

    /// <summary>Puts everything in place that is not there yet; what was read already is not offered again.</summary>
    public void Publish()
    {
        var registry = Registry();
        if (registry.CreateIfMissing())
            registry.Save(Registrations);

        DeductionFiles().DropInitial(new Random(_seed ^ 0x0dd5), DeductionMaker, Returns);

        var gazette = new DropFolder(_root, "ip-center");
        foreach (var file in GazetteSlice.Files())
            gazette.DropCopy(file);

        var science = PublishLabels();
        foreach (var list in BureauLists.Make(new World(_seed, Organisations, science)))
            list.Drop(_root);
        new PlatformFiles(new DropFolder(_root, "science", "platforms")).Drop(PlatformMaker.Make(_seed, Organisations));
        new ObservationFiles(new DropFolder(_root, "science", "observations")).Drop();
    }

    private IReadOnlyList<TierLabel> PublishLabels()
    {
        var science = LabelMaker.Make(new Random(_seed ^ 0x5c1e), LabelKind.Science, Organisations);
        var scienceFiles = new LabelFiles(new DropFolder(_root, "science", "tier-labels"));
        scienceFiles.Drop(science, BadLabels.Science(science), TableFormat.Utf8Trailer);

        var industry = LabelMaker.Make(new Random(_seed ^ 0x1d05), LabelKind.Industry, Organisations);
        var industryFiles = new LabelFiles(new DropFolder(_root, "industry", "tier-labels"));
        industryFiles.Drop(industry, BadLabels.Industry(industry), TableFormat.Utf8Manifest);
        return science;
    }
}
