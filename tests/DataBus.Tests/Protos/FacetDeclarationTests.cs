using DataBus.V1;
using Google.Protobuf.Reflection;

namespace DataBus.Tests.Protos;

public sealed class FacetDeclarationTests
{
    [Fact]
    public void Contents_OfChange_AreDeclaredFacetsOrMarks()
    {
        var undeclared = Change.Descriptor.Oneofs.Single(oneof => oneof.Name == "content").Fields
            .Select(field => field.MessageType)
            .Where(type => type != Tombstone.Descriptor && type != Pending.Descriptor)
            .Where(type => type.GetOptions()?.GetExtension(OptionsExtensions.Facet) is not { Name.Length: > 0, Shape: not Shape.Unspecified })
            .Select(type => type.Name);

        Assert.Empty(undeclared);
    }
}
