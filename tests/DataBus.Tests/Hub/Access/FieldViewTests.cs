using DataBus.Hub.Access;
using DataBus.V1;

namespace DataBus.Tests.Hub.Access;

public sealed class FieldViewTests
{
    private static readonly Change _closed = new()
    {
        Key = new Key { Kind = Kind.Enterprise, Scheme = "uscc", Value = "91120112712847285B" },
        RdDeduction = new RdDeduction { TaxYear = "2025" },
    };

    private static readonly CallerIdentity _reader = TestCallers.Source("tax.rd-deduction");

    [Fact]
    public void Shows_ClosedContentAndItsMarks_OnlyToOwnerAndOperator()
    {
        var tombstone = new Change { Key = _closed.Key, Tombstone = new Tombstone { Facet = "enterprise.rd_deduction", Instance = "2025" } };
        var pending = new Change { Key = _closed.Key, Pending = new Pending { Facet = "enterprise.rd_deduction", Instance = "2025" } };
        var owner = FieldView.Of(_reader, [new OwnedPart { Facet = "enterprise.rd_deduction" }]);
        var other = FieldView.Of(_reader, [new OwnedPart { Facet = "enterprise.registration" }]);

        Assert.All([_closed, tombstone, pending], change => Assert.True(owner.Shows(change)));
        Assert.All([_closed, tombstone, pending], change => Assert.False(other.Shows(change)));
        Assert.All([_closed, tombstone, pending], change => Assert.True(FieldView.Everything.Shows(change)));
    }

    [Fact]
    public void Shows_OpenContent_ToAll()
    {
        var change = new Change { Key = _closed.Key, Registration = new Registration { Name = "天津某某公司" } };

        Assert.True(FieldView.Of(_reader, []).Shows(change));
        Assert.False(FieldView.Of(_reader, []).ShowsEverything);
    }

    [Fact]
    public void Masked_ClosedOrPersonalOrUnknownField_LosesItsValue()
    {
        var closed = FacetCatalogue.Find("enterprise.rd_deduction")!;
        var open = FacetCatalogue.Find("enterprise.registration")!;
        static Violation At(string field) => new() { Rule = "r", Field = field, Value = "12345" };

        var closedField = closed.Descriptor.Fields.InFieldNumberOrder()
            .First(field => field.GetOptions()?.GetExtension(OptionsExtensions.Field)?.Class == FieldClass.Closed).Name;

        Assert.Equal("", ViolationMask.Masked(At(closedField), closed).Value);
        Assert.Equal("", ViolationMask.Masked(At("no_such_field"), open).Value);
        Assert.Equal("", ViolationMask.Masked(At("name"), null).Value);
        Assert.Equal("12345", ViolationMask.Masked(At("name"), open).Value);
        Assert.Equal("12345", ViolationMask.Masked(At("key.value"), null).Value);
    }
}
