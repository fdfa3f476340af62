using System.Globalization;
using CsCheck;

namespace DataBus.Tests.Model;

/// <summary>Random sequences against the model. A failure prints the smallest sequence found and its seed.</summary>
public sealed class ModelTests
{
    private const int MixedSequences = 1_700;
    private const int DeleteSequences = 300;

    /// <summary>Of forty steps at most, an eighth of them trims. More: <c>DATABUS_TRIM_SEQUENCES=2000</c>.</summary>
    private static readonly int _trimSequences =
        int.TryParse(Environment.GetEnvironmentVariable("DATABUS_TRIM_SEQUENCES"), CultureInfo.InvariantCulture, out var count) ? count : 50;

    /// <summary>Of a hundred steps each. A hundred thousand steps: <c>DATABUS_DESK_SEQUENCES=1000</c>.</summary>
    private static readonly int _deskSequences = Count("DATABUS_DESK_SEQUENCES", 100);

    /// <summary>Of sixty steps each. A thousand sequences: <c>DATABUS_DELIVERY_SEQUENCES=1000</c>.</summary>
    private static readonly int _deliverySequences = Count("DATABUS_DELIVERY_SEQUENCES", 100);

    [Fact]
    public Task Hub_MixedSequences_AgreesWithModel() => CheckAsync(Steps.Mixed, MixedSequences);

    [Fact]
    public Task Hub_OperatorsAndBureaus_AgreesWithModel() => CheckAsync(Steps.Desk, _deskSequences);

    [Fact]
    public Task Hub_ReadersOfAllKinds_HoldWhatItAnswersAtEachConsistentMark() => CheckAsync(Steps.Delivery, _deliverySequences);

    [Fact]
    public Task Hub_FilesThatComeAndGo_AgreesWithModel() => CheckAsync(Steps.Deletes, DeleteSequences);

    [Fact]
    public Task Hub_TrimsAndCrashesAmongThem_AgreesWithModelAndViewsAsBefore() => CheckAsync(Steps.Trimmed, _trimSequences);

    private static Task CheckAsync(Gen<Step[]> sequences, int count) =>
        sequences.SampleAsync(ModelRun.RunAsync, iter: count, print: steps => string.Join('\n', (object[])steps));

    private static int Count(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var count) ? count : usual;
}
