using DataBus.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace DataBus.Tests.Protos;

/// <summary>Holds today's rules against those of the released image: a tighter rule must say so by a higher version.</summary>
public sealed class ReleasedRulesTests
{
    private static readonly Dictionary<string, FieldSpec> _released = Read();

    [Fact]
    public void Rules_TighterThanReleased_HaveAHigherVersion()
    {
        var silent = Fields()
            .Where(field => _released.ContainsKey(field.FullName) && Spec(field) is var now && Version(now) <= Version(_released[field.FullName]))
            .SelectMany(field => RuleTightening.Of(_released[field.FullName], Spec(field)).Select(check => $"{field.FullName}.{check}"));

        Assert.Empty(silent);
    }

    [Fact]
    public void Fields_NewInAReleasedMessage_AreNotRequired()
    {
        var demanded = Fields()
            .Where(field => !_released.ContainsKey(field.FullName) && _released.Keys.Any(name => name.StartsWith(field.ContainingType.FullName + ".", StringComparison.Ordinal)))
            .Where(field => Spec(field).Required);

        Assert.Empty(demanded.Select(field => field.FullName));
    }

    [Fact]
    public void Image_OfTheRelease_HoldsTheFieldsOfTheFacets()
    {
        Assert.True(_released["databus.v1.Registration.name"].Required);
        Assert.Equal("tier_code", _released["databus.v1.TierLabel.code"].CodeTable);
    }

    [Theory]
    [InlineData("{}", "{}", "")]
    [InlineData("{}", "{\"required\":true}", "required")]
    [InlineData("{\"required\":true}", "{}", "")]
    [InlineData("{}", "{\"maxLength\":3999}", "max_length")]
    [InlineData("{\"maxLength\":10}", "{\"maxLength\":20}", "")]
    [InlineData("{\"pattern\":\"[0-9]\"}", "{\"pattern\":\"[0-8]\"}", "pattern")]
    [InlineData("{\"pattern\":\"[0-9]\"}", "{}", "")]
    [InlineData("{}", "{\"format\":\"FORMAT_DATE\"}", "format")]
    [InlineData("{\"min\":\"9\"}", "{\"min\":\"10\"}", "min")]
    [InlineData("{\"min\":\"10\"}", "{\"min\":\"9\"}", "")]
    [InlineData("{\"max\":\"2027-12-31\"}", "{\"max\":\"2026-12-31\"}", "max")]
    [InlineData("{}", "{\"codeTable\":\"level\"}", "code")]
    [InlineData("{\"codeTable\":\"level\",\"warn\":[\"code\"]}", "{\"codeTable\":\"level\"}", "code")]
    [InlineData("{\"codeTable\":\"level\"}", "{\"codeTable\":\"level\",\"warn\":[\"code\"]}", "")]
    [InlineData("{\"codeTable\":\"level\",\"warn\":[\"code\"]}", "{}", "")]
    public void Of_TwoStatesOfAField_NamesTheTighterChecks(string released, string now, string tighter)
    {
        var found = RuleTightening.Of(FieldSpec.Parser.ParseJson(released), FieldSpec.Parser.ParseJson(now));

        Assert.Equal(tighter, string.Join(' ', found));
    }

    private static IEnumerable<FieldDescriptor> Fields() => FacetCatalogue.All
        .SelectMany(kind => kind.Descriptor.File.MessageTypes).Distinct()
        .SelectMany(message => message.Fields.InFieldNumberOrder());

    private static uint Version(FieldSpec spec) => Math.Max(1, spec.RulesVersion);

    private static FieldSpec Spec(FieldDescriptor field) => field.GetOptions()?.GetExtension(OptionsExtensions.Field) ?? new FieldSpec();

    private static Dictionary<string, FieldSpec> Read()
    {
        var parser = FileDescriptorSet.Parser.WithExtensionRegistry(new ExtensionRegistry { OptionsExtensions.Field, OptionsExtensions.Facet });
        using var image = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "released.binpb"));
        return parser.ParseFrom(image).File
            .SelectMany(file => file.MessageType.Select(message => (Name: $"{file.Package}.{message.Name}", message.Field)))
            .SelectMany(message => message.Field.Select(field => (Name: $"{message.Name}.{field.Name}", Spec: field.Options?.GetExtension(OptionsExtensions.Field))))
            .Where(field => field.Spec is not null)
            .ToDictionary(field => field.Name, field => field.Spec!);
    }
}
