using System.Text.Json;
using DataBus.Adapters.Comparison;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Hub;
using DataBus.Adapters.Mapping;
using DataBus.Client;
using DataBus.V1;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DataBus.Adapters.Verbs;

/// <summary><c>compare SOURCE</c>: proves that source and hub agree, or names the rows that do not.</summary>
internal static class CompareVerb
{
    private const int Differs = 6;
    private const int Unreachable = 7;
    private static readonly JsonSerializerOptions _json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Runs the verb.</summary>
    /// <param name="options">Its options.</param>
    /// <param name="file">What the declarations say.</param>
    /// <param name="build">Builds the process of a run, with its readers.</param>
    /// <param name="output">Where the result goes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>0: they agree, or what differed was pushed; 6: they differ.</returns>
    /// <exception cref="AdapterFileException">The source is not declared, or its file is not named.</exception>
    public static async Task<int> RunAsync(
        CompareOptions options, AdapterFile file, Func<AdapterOptions, AdapterFile, IHost> build, TextWriter output, CancellationToken cancellationToken)
    {
        var source = file.Sources.FirstOrDefault(one => one.Source == options.Source)
            ?? throw CompareOptions.Wrong("SOURCE", options.Source, "声明中没有这个数源", "is not in the declaration");
        using var drop = source.Input is FileInput input ? FileCopy.Of(options.File, input) : null;
        using var host = build(drop is null ? options.Run : options.Run with { Drop = drop.Folder }, new AdapterFile([source]));
        try
        {
            return await CompareAsync(options, host.Services, output, cancellationToken);
        }
        catch (DataBusException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return refused.Code == StatusCode.Unavailable ? Unreachable : AdapterRun.CodeOf(refused.Code);
        }
    }

    private static async Task<int> CompareAsync(CompareOptions options, IServiceProvider services, TextWriter output, CancellationToken cancellationToken)
    {
        var contents = await SourceContents.ReadAsync(services.GetRequiredKeyedService<AdapterSource>(options.Source).Reader, cancellationToken);
        var comparison = new SourceComparison(options.Source, services.GetRequiredService<BureauClients>().Of(options.Source));
        var differences = await comparison.CompareAsync(contents, cancellationToken);
        var mended = options.Mend && differences.Any ? await comparison.MendAsync(contents, differences, cancellationToken) : null;
        await output.WriteLineAsync(options.Json ? Json(contents, differences, mended) : Text(contents, differences, mended));
        return differences.Any && mended is null ? Differs : 0;
    }

    private static string Json(SourceContents contents, Differences differences, Tallies? mended) => JsonSerializer.Serialize(
        new
        {
            contents.Rows,
            Addresses = contents.All.Count,
            contents.NotCompared,
            contents.OutOfScope,
            Altered = Texts(differences.Altered),
            Lacking = Texts(differences.Lacking),
            Gone = Texts(differences.Gone),
            Held = Texts(differences.Held),
            differences.BytesRead,
            Mended = mended is null ? null : new { mended.Accepted, mended.Unchanged, mended.Held, mended.Deleted },
        },
        _json);

    private static string Text(SourceContents contents, Differences differences, Tallies? mended)
    {
        var lines = new List<string>
        {
            $"来源 {contents.Rows} 行, {contents.All.Count} 个地址; 向枢纽读取 {differences.BytesRead} 字节 / "
                + $"{contents.Rows} rows, {contents.All.Count} addresses in the source; {differences.BytesRead} bytes read from the hub",
        };
        lines.AddRange(differences.Altered.Select(address => $"内容不同 altered  {Name(address)}"));
        lines.AddRange(differences.Lacking.Select(address => $"枢纽没有 lacking  {Name(address)}"));
        lines.AddRange(differences.Gone.Select(address => $"来源已无 gone     {Name(address)}"));
        lines.AddRange(differences.Held.Select(address => $"搁置中   held     {Name(address)}"));
        lines.Add(mended is not null
            ? $"已推送: 接受 {mended.Accepted}, 搁置 {mended.Held}, 删除 {mended.Deleted} (两次完整读取都缺失才删除) / "
                + $"pushed: {mended.Accepted} accepted, {mended.Held} held, {mended.Deleted} deleted (only what two complete readings miss)"
            : differences.Any
                ? "两边不一致: 加 --mend 推送差异 / they differ: --mend pushes what does"
                : "两边一致 / they agree");
        return string.Join(Environment.NewLine, lines);
    }

    private static string[] Texts(IEnumerable<AddressId> addresses) => [.. addresses.Select(Name)];

    private static string Name(AddressId address) => $"{KeyText.Format(address.ToAddress().Key)} {address.Facet} {address.Instance}".TrimEnd();
}
