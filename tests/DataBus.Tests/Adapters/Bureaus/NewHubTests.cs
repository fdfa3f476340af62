using DataBus.Adapters;
using DataBus.Client;
using DataBus.Tests.Adapters.Kit;
using DataBus.Tests.Adapters.Samples;
using DataBus.V1;

namespace DataBus.Tests.Adapters.Bureaus;

/// <summary>A hub whose log was lost: a new one gets everything again from the folder.</summary>
public sealed class NewHubTests : IDisposable
{
    private const string Source = "science.tier-labels";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_NewHubAndFilledFolder_EverythingComesAgain()
    {
        var config = Path.Combine(_folder.Path, "adapter.yaml");
        var drop = Directory.CreateDirectory(Path.Combine(_folder.Path, "drop")).FullName;
        await File.WriteAllTextAsync(config, """
            sources:
              - source: science.tier-labels
                input: {type: file, settle: 0s, files: {pattern: 'full_(?<as_of>[0-9]{8})\.csv', mode: full, as_of_format: yyyyMMdd} }
                raw: [统一社会信用代码]
                ignore: [企业名称]
                facets:
                  - facet: enterprise.tier_label
                    key: {scheme: uscc, column: 统一社会信用代码}
                    fields:
                      code: {column: 梯度, convert: [{code: tier_code}]}
                      certificate: 证书编号
                      valid_from: {value: '2023-01-01'}
                      valid_to: {column: 有效期, convert: [date]}
                      state: {value: VALID}
            """, Token);
        foreach (var night in new[] { 1, 2 })
        {
            var rows = Enumerable.Range(1, night + 1).Select(company => FileSourceFixture.Row(company));
            await File.WriteAllLinesAsync(Path.Combine(drop, $"full_2026110{night}.csv"), [FileSourceFixture.Header, .. rows], Token);
        }

        var first = await RunAsync(config, drop);
        var second = await RunAsync(config, drop);

        Assert.Equal((2, 3, "2026-11-02"), (first.Files.Count, first.Addresses.Count, first.Files[^1].File.AsOf));
        Assert.Equal(first.Files.Select(file => $"{file.File} {file.End}"), second.Files.Select(file => $"{file.File} {file.End}"));
        Assert.Equal(first.Addresses, second.Addresses);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(drop, "done")).Length);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<(IReadOnlyList<FileState> Files, List<AddressState> Addresses)> RunAsync(string config, string drop)
    {
        await using var hub = await HubFixture.StartAsync();
        Assert.Equal(0, await AdapterHost.RunAsync(["run", "--hub", hub.Grpc.ToString(), "--config", config, "--drop", drop, "--once"]));
        using var client = new DataBusClient(new DataBusOptions { Hub = hub.Grpc.ToString() });
        return (await client.ListFilesAsync(Source, Token), await client.ListAddressesAsync(Source, Token).ToListAsync(Token));
    }
}
