using CsCheck;

namespace DataBus.Tests.Model;

/// <summary>Random sequences against the model. A failure prints the smallest sequence found and its seed.</summary>
public sealed class ModelTests
{
    private const int MixedSequences = 1_700;
    private const int DeleteSequences = 300;

    [Fact]
    public Task Hub_MixedSequences_AgreesWithModel() => CheckAsync(Steps.Mixed, MixedSequences);

    [Fact]
    public Task Hub_FilesThatComeAndGo_AgreesWithModel() => CheckAsync(Steps.Deletes, DeleteSequences);

    private static Task CheckAsync(Gen<Step[]> sequences, int count) =>
        sequences.SampleAsync(ModelRun.RunAsync, iter: count, print: steps => string.Join('\n', (object[])steps));
}
