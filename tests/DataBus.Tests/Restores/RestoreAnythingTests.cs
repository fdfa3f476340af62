using System.Globalization;

namespace DataBus.Tests.Restores;

/// <summary>
/// Source database, adapter, hub and mirror, each set back to an earlier moment of its own or left as it is: all end equal, and what was lost is told.
/// </summary>
public sealed class RestoreAnythingTests
{
    /// <summary>More: <c>DATABUS_RESTORE_COMBINATIONS=100</c>.</summary>
    private static readonly int _combinations =
        int.TryParse(Environment.GetEnvironmentVariable("DATABUS_RESTORE_COMBINATIONS"), CultureInfo.InvariantCulture, out var count) ? count : 4;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, _combinations)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task SetBack_EachPartToAMomentOfItsOwn_AllEndEqual(int seed)
    {
        await using var world = await RestoredWorld.StartAsync();

        await new RestoreRun(world, new Random(seed)).RunAsync();
    }
}
