using System.Globalization;
using DataBus.Cli;
using DataBus.Hub.Entities;
using DataBus.Tests.Cli.Mirror;
using DataBus.V1;

namespace DataBus.Tests.Restores;

/// <summary>One combination: some rounds of work with moments of each part, each part set back or not, and then all runs until it is quiet.</summary>
internal sealed class RestoreRun(RestoredWorld world, Random random)
{
    private const int MostRounds = 6;
    private const int MostTries = 12;

    // What two complete readings lack is deleted.
    private const int QuietReadings = 2;

    private readonly List<string> _told = [];
    private bool _isSourceBack;

    private static CancellationToken Token => RestoredWorld.Token;

    public async Task RunAsync()
    {
        for (var rounds = random.Next(3, MostRounds); rounds > 0; rounds--)
            await WorkAsync();
        await SetBackAsync();
        if (Often(0.5))
            WorkAtBureaus();
        await RunUntilQuietAsync();
        await AssertEqualAsync();
    }

    private async Task WorkAsync()
    {
        WorkAtBureaus();
        await TakeMomentsAsync();
        if (Often(0.8))
            await ReadAsync();
        if (Often(0.4))
            world.Files.DropAgain();
        await TakeMomentsAsync();
        if (Often(0.7))
            await MirrorAsync();
        await TakeMomentsAsync();
    }

    private void WorkAtBureaus()
    {
        for (var changes = random.Next(1, 8); changes > 0; changes--)
            world.Registry.Work(random);
        if (Often(0.8))
            world.Files.Work(random);
        if (Often(0.2))
            world.Files.DropLate(random);
    }

    private async Task TakeMomentsAsync()
    {
        foreach (var part in (Moments[])[world.Registry.Moments, world.Files.Moments, world.Mirror])
        {
            if (Often(0.3))
                part.Take();
        }
        if (Often(0.3))
            await world.BackUpAsync();
    }

    private async Task SetBackAsync()
    {
        foreach (var part in (Moments[])[world.Registry.Moments, world.Files.Moments, world.Mirror])
        {
            if (part.Count == 0 || !Often(0.6))
                continue;
            part.SetBack(random.Next(part.Count));
            _isSourceBack |= part == world.Registry.Moments;
        }
        if (world.Backups > 0 && Often(0.6))
            await world.SetHubBackAsync(random.Next(world.Backups));
    }

    // An operator who is told that a source went back, or that two contents have one version, looks and lets the source's word count.
    private async Task RunUntilQuietAsync()
    {
        for (var quiet = 0; quiet < QuietReadings;)
        {
            Assert.True(_told.Count < MostTries, $"It does not become quiet: {string.Join('\n', _told)}");
            quiet = await IsTroubledAsync(await world.RunAdapterAsync()) ? 0 : quiet + 1;
        }
        for (var night = 0; night < QuietReadings; night++)
        {
            world.Files.DropSound();
            await ReadAsync();
        }
        await MirrorAsync();
    }

    private async Task<bool> IsTroubledAsync(int exit)
    {
        using var client = world.Client();
        var state = (await client.Operations.ListSourcesAsync(Token)).Sources.Single(source => source.Source == PlatformRegistry.Source);
        var conflicts = await client.Desk.ListAllFailedAsync(new FailedFilter { Source = PlatformRegistry.Source }, Token)
            .CountAsync(static item => item.Violations.Any(violation => violation.Rule == HubRules.Conflict), Token);
        if (!state.Paused && conflicts == 0)
        {
            Assert.Equal(0, exit);
            return false;
        }
        _told.Add(state.Paused ? state.PausedReason : string.Create(CultureInfo.InvariantCulture, $"{conflicts} conflicts"));
        Assert.True(_isSourceBack, $"The source never went back: {_told[^1]}");
        if (state.Paused)
            Assert.StartsWith("SOURCE_WENT_BACK", state.PausedReason, StringComparison.Ordinal);
        _ = await client.Operations.RebaseSourceAsync(PlatformRegistry.Source, "由备份恢复，已核实", Token);
        return true;
    }

    private async Task ReadAsync() => Assert.Equal(0, await world.RunAdapterAsync());

    private async Task MirrorAsync()
    {
        using var hub = new MirrorHub(world.Hub);
        using var database = new MirrorDatabase(new SqliteFile(world.MirrorFile));
        _ = await hub.MirrorAsync(database);
    }

    private async Task AssertEqualAsync()
    {
        Assert.Equal(world.Registry.Rows(), await world.PlatformsAsync());
        Assert.Equal(world.Files.NewestRows(), await world.LabelsAsync());
        await AssertFilesAreReadAsync();
        using var hub = new MirrorHub(world.Hub);
        using var database = new MirrorDatabase(new SqliteFile(world.MirrorFile));
        await hub.AssertIsMirroredAsync(database);
        using var output = new StringWriter();
        var check = await CliApplication.RunAsync(
            ["mirror", "check", "--to", database.Target, "--contents", "--hub", world.Hub], new Terminal(TextReader.Null, output, output, IsInteractive: false));
        Assert.True(check == ExitCodes.Ok, output.ToString());
    }

    // Whatever lies in the adapter's folders is in the hub's ledger as it lies there.
    private async Task AssertFilesAreReadAsync()
    {
        using var client = world.Client(LabelFiles.Source);
        var ledger = await client.ListFilesAsync(LabelFiles.Source, Token);
        Assert.Empty(world.Files.FilesIn("."));
        Assert.Empty(world.Files.FilesIn("reading"));
        foreach (var (folder, ends) in (ReadOnlySpan<(string, PassEnd[])>)[("done", [PassEnd.Whole]), ("failed", [PassEnd.Failed, PassEnd.SetAside])])
        {
            foreach (var file in world.Files.FilesIn(folder))
            {
                var bytes = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)));
                Assert.True(ledger.Any(entry => entry.File.Sha256 == bytes && ends.Contains(entry.End)), $"The hub knows nothing of {folder}/{Path.GetFileName(file)}");
            }
        }
    }

    private bool Often(double share) => random.NextDouble() < share;
}
