using DataBus.Faults;
using DataBus.Tests.Adapters.Bureaus;

namespace DataBus.Tests.Faults;

/// <summary>Trials with real processes, small; full size by `dotnet run --project tests/DataBus.Faults`.</summary>
public sealed class FaultTests : IDisposable
{
    private readonly string _work = Directory.CreateTempSubdirectory("databus-fault-tests-").FullName;

    public void Dispose() => Directory.Delete(_work, recursive: true);

    [Fact]
    public async Task Kill_HubAndAdapterAtRandomMoments_ResultIsTheSame()
    {
        var seed = Random.Shared.Next();
        var trial = new KillTrial(Repository.Path("adapters", "DataBus.SampleBureaus", "data", "gazette"), kills: 3, seed, _work);

        var report = await trial.RunAsync(TestContext.Current.CancellationToken);

        Assert.True(report.Differences.Count == 0, $"seed {seed}: {string.Join('\n', report.Differences)}");
        Assert.True(report.Rows > 1000, $"{report.Rows} lines of state: the gazette did not go in");
    }

    [Fact]
    public async Task Night_SameFullFileThreeTimes_PublishesAndOpensNothing()
    {
        const int rows = 100;
        const int bad = 10;

        var nights = await new NightTrial(rows, _work).RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal((rows - bad, bad), (nights[0].Counts["accepted"], nights[0].Counts["held"]));
        Assert.All(nights.Skip(1), night =>
        {
            Assert.Equal(0, night.Published);
            Assert.Equal((0, 0), (night.Counts["accepted"], night.Counts["held"]));
            Assert.Equal((rows - bad, bad), (night.Counts["unchanged"], night.Counts["known"]));
            Assert.Equal(bad / 2, night.Open.Count);
        });
    }
}
