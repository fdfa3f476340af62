using System.Text.RegularExpressions;
using DataBus.Adapters.Sources.Files.Workbooks;
using DataBus.V1;

namespace DataBus.Adapters.Declaration;

/// <summary>Reads the section <c>input</c>.</summary>
internal static class InputParser
{
    /// <summary>Reads an input; of a missing section, one that is never used.</summary>
    public static InputDeclaration Parse(SettingReader? reader)
    {
        var nothing = new FileInput { Files = [] };
        if (reader is null)
            return nothing;
        if (reader.Text("type", required: true) is not { } type)
            return nothing;
        InputDeclaration? input = type switch
        {
            "file" => File(reader),
            "sql" => SqlInputParser.Parse(reader),
            "http" => Http(reader),
            "template" => Templates(reader),
            _ => null,
        };
        if (input is null)
        {
            reader.Wrong("type", "应为 file、template、sql 或 http", "should be file, template, sql or http");
            return nothing;
        }
        reader.Done();
        return input;
    }

    private static FileInput File(SettingReader reader)
    {
        var delimiter = reader.Text("delimiter") ?? ",";
        if (delimiter == "\\t")
            delimiter = "\t";
        if (delimiter.Length != 1)
            reader.Wrong("delimiter", "应为一个字符或 \\t", "should be one character or \\t");
        var manifest = reader.Text("manifest");
        if (manifest is not null && !manifest.Contains("{name}", StringComparison.Ordinal))
            reader.Wrong("manifest", "应含 {name}, 例如 {name}.manifest.json", "should contain {name}, for example {name}.manifest.json");
        return new FileInput
        {
            Folder = reader.Text("folder") ?? "",
            Files = [.. reader.Sections("files", required: true).Select(Pattern)],
            Encoding = reader.Choice(
                "encoding", FileEncoding.Auto, ("utf-8", FileEncoding.Utf8), ("gb18030", FileEncoding.Gb18030), ("auto", FileEncoding.Auto)),
            Delimiter = delimiter[0],
            Sheet = new SheetChoice(reader.Text("sheet"), (int)reader.Number("header_row", 1, 1, 100)),
            AllowExtraColumns = reader.Choice("extra_columns", false, ("refuse", false), ("ignore", true)),
            Trailer = Trailer(reader.Section("trailer")),
            Manifest = manifest,
            ManifestWait = reader.Duration("manifest_wait", TimeSpan.FromMinutes(1), TimeSpan.Zero, TimeSpan.FromDays(1))!.Value,
            Settle = reader.Duration("settle", TimeSpan.FromSeconds(1), TimeSpan.Zero, TimeSpan.FromHours(1))!.Value,
        };
    }

    // Templates alone: every workbook of the folder.
    private static FileInput Templates(SettingReader reader) => new()
    {
        Folder = reader.Text("folder") ?? "",
        Files = [FilePattern.AnyTemplate with { Template = Template(reader) ?? "" }],
        Settle = reader.Duration("settle", TimeSpan.FromSeconds(1), TimeSpan.Zero, TimeSpan.FromHours(1))!.Value,
    };

    private static FilePattern Pattern(SettingReader reader)
    {
        var template = Template(reader);
        var pattern = new FilePattern(
            reader.Pattern("pattern", required: true) ?? new Regex(""),
            Mode(reader, template is null ? PassMode.Unspecified : PassMode.Changes),
            reader.Text("as_of_format") ?? "yyyy-MM-dd",
            reader.Flag("rows_in_order") ?? false,
            reader.Text("feed") ?? "")
        { Template = template };
        reader.Done();
        return pattern;
    }

    private static string? Template(SettingReader reader)
    {
        var template = reader.Text("template");
        if (template is null or "any")
            return template is null ? null : "";
        if (FacetCatalogue.Find(template) is null)
            reader.Wrong("template", "应为分面名, 如 enterprise.tier_label, 或 any", "should be a facet kind such as enterprise.tier_label, or any");
        return template;
    }

    private static TrailerDeclaration? Trailer(SettingReader? reader)
    {
        if (reader is null)
            return null;
        var trailer = new TrailerDeclaration(reader.Text("marker", required: true) ?? "", (int)reader.Number("count", 2, 2, 1000));
        reader.Done();
        return trailer;
    }

    private static HttpInput Http(SettingReader reader)
    {
        var feeds = reader.Sections("feeds", required: true).Select(Feed).ToList();
        if (feeds.DistinctBy(f => f.Feed).Count() != feeds.Count)
            reader.Wrong("feeds", "各 feed 名应不同", "names of feeds should differ");
        return new HttpInput(feeds);
    }

    private static FeedDeclaration Feed(SettingReader reader)
    {
        var size = reader.Section("size");
        var since = reader.Section("since");
        var feed = new FeedDeclaration
        {
            Feed = reader.Text("feed", required: true) ?? "",
            Path = reader.Text("path", required: true) ?? "",
            Items = reader.Text("items", required: true) ?? "",
            Total = reader.Text("total"),
            Page = reader.Text("page") ?? "page",
            SizeParameter = size?.Text("parameter", required: true),
            Size = (int)(size?.Number("value", 500, 1, 10_000) ?? 500),
            Mode = Mode(reader),
            SinceParameter = since?.Text("parameter", required: true),
            SinceColumn = since?.Text("column", required: true),
        };
        if (feed is { SinceParameter: not null, Mode: PassMode.Full })
            reader.Wrong("since", "只用于 mode: changes", "is for mode: changes only");
        size?.Done();
        since?.Done();
        reader.Done();
        return feed;
    }

    private static PassMode Mode(SettingReader reader, PassMode otherwise = PassMode.Unspecified)
    {
        var mode = reader.Choice("mode", otherwise, ("full", PassMode.Full), ("changes", PassMode.Changes));
        if (mode == PassMode.Unspecified && reader.Text("mode") is null)
            reader.Wrong("mode", "应为 full 或 changes", "should be full or changes");
        return mode;
    }
}
