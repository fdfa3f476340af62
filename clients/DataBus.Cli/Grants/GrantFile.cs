using System.Text.Json.Nodes;
using DataBus.V1;
using Google.Protobuf;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace DataBus.Cli.Grants;

/// <summary>Reads a set of grants from a file that is kept under version control.</summary>
/// <remarks>Its form is that of <c>ApplyGrantsRequest</c> in YAML: <c>grants:</c> with the fields of <c>Grant</c>, all of them texts or lists of texts.</remarks>
internal static class GrantFile
{
    /// <exception cref="CliException">The file cannot be read, is no YAML, or has what grants do not have.</exception>
    public static ApplyGrantsRequest Read(string path, Texts texts)
    {
        try
        {
            using var file = File.OpenText(path);
            var yaml = new YamlStream();
            yaml.Load(file);
            var root = yaml.Documents.Count == 1 && yaml.Documents[0].RootNode is YamlMappingNode mapping && mapping.Children.Keys.All(static key => key is YamlScalarNode { Value: "grants" })
                ? mapping
                : throw new CliException(ExitCodes.Usage, texts.Format("grant.file", path));
            return ApplyGrantsRequest.Parser.ParseJson(JsonOf(root).ToJsonString());
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.Usage, texts.Format("grant.unreadable", path, cause.Message));
        }
        catch (YamlException cause)
        {
            throw new CliException(ExitCodes.Usage, texts.Format("grant.yaml", path, cause.Start.Line, cause.InnerException?.Message ?? cause.Message));
        }
        catch (InvalidProtocolBufferException cause)
        {
            throw new CliException(ExitCodes.Usage, texts.Format("grant.fields", path, cause.Message));
        }
    }

    // Dates stay the text that they are: everything in a grant is text.
    private static JsonNode JsonOf(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(static pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, (JsonNode?)JsonOf(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(JsonOf)]),
        _ => JsonValue.Create(((YamlScalarNode)node).Value ?? "")!,
    };
}
