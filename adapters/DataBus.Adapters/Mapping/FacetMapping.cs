using System.Globalization;
using DataBus.Adapters.Declaration;
using DataBus.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Adapters.Mapping;

/// <summary>Makes changes of one facet kind of rows, as the table and its row mapper say.</summary>
internal sealed class FacetMapping(
    FacetKind facet, FacetDeclaration declared, KeyMapping key, IReadOnlyList<FieldMapping> fields, IRowMapper? mapper)
{
    /// <summary>Tells whether the facet takes rows of a feed.</summary>
    public bool IsOf(string feed) => declared.Feed.Length == 0 || declared.Feed == feed;

    /// <summary>Tells whether the facet takes a row.</summary>
    public bool Takes(SourceRow row) =>
        IsOf(row.Feed) && declared.When.All(c => c.Holds(row[c.Column]));

    /// <summary>Makes what is pushed of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="raw">Its allow-listed columns.</param>
    /// <param name="version">Its version unless it has one of its own.</param>
    /// <param name="failed">Told of an exception of the row mapper.</param>
    public MappedItem Map(SourceRow row, ByteString raw, SourceVersion? version, Action<Exception> failed)
    {
        var content = facet.Descriptor.Parser.ParseFrom(ByteString.Empty);
        var change = new Change();
        Change.Descriptor.FindFieldByNumber(facet.ContentNumber).Accessor.SetValue(change, content);
        var mapped = new MappedRow(change, IsHidden);
        change.Key = key.Of(row, mapped);
        foreach (var field in fields)
            field.Fill(row, content, mapped);
        var whole = RunMapper(row, mapped, failed);
        change.SourceVersion = (declared.Version is null ? null : OwnVersion(declared.Version, row, mapped)) ?? version?.Clone();
        if (declared.DeleteWhen.Count > 0 && declared.DeleteWhen.All(c => c.Holds(row[c.Column])))
            Delete(change, mapped);
        if (change.Key is null)
            mapped.Error("kit.key", "key", null, "行中没有可作键的编号", "The row has no number that makes a key");
        return Finish(row, raw, mapped, whole && change.Key is not null);
    }

    /// <summary>Tries the converters of a row's columns.</summary>
    public void Sample(SourceRow row, ColumnForms forms)
    {
        foreach (var field in fields)
            field.Sample(row, forms);
    }

    private MappedItem Finish(SourceRow row, ByteString raw, MappedRow mapped, bool hasChange)
    {
        var item = new PushItem { Raw = raw, Row = row.Number, Violations = { mapped.Violations } };
        if (!hasChange)
            return new MappedItem(item, null, "", default, false);
        item.Change = mapped.Change;
        return new MappedItem(
            item, Addresses.Of(mapped.Change) is { } address ? AddressId.Of(address) : null, Addresses.EventIdOf(mapped.Change),
            ContentHash.Of(mapped.Change), declared.Version is not null);
    }

    private bool RunMapper(SourceRow row, MappedRow mapped, Action<Exception> failed)
    {
        try
        {
            mapper?.Map(row, mapped);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            failed(e);
            mapped.Error("kit.mapper", "", null, "适配器的映射代码出错, 见适配器日志", "The adapter's mapping code failed; see the adapter's log");
            return false;
        }
    }

    private static SourceVersion? OwnVersion(VersionDeclaration version, SourceRow row, MappedRow mapped)
    {
        var text = row[version.Column];
        if (version.IsSequence && ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            return new SourceVersion { Sequence = sequence };
        if (!version.IsSequence && text is not null && CalendarConverters.ParseTime(text, version.Formats) is { } time)
            return new SourceVersion { Time = time.ToTimestamp() };
        mapped.Error("kit.version", "source_version", text, "行的版本应为整数或时间", "The row's version should be a whole number or a time");
        return null;
    }

    private void Delete(Change change, MappedRow mapped)
    {
        if (Addresses.Of(change) is { } address)
            change.Tombstone = new Tombstone { Facet = facet.Name, Instance = address.Instance };
        else
            mapped.Error("kit.delete", "", null, "删除行没有说明删除哪一项", "The row deletes something but does not say what");
    }

    // A field that the contract does not know is shown only if the facet has nothing to hide.
    private bool IsHidden(string field) =>
        field.Length > 0 && field is not ("key" or "source_version")
        && (FieldPath.Find(facet.Descriptor, field)?.IsHidden ?? facet.IsClosed);
}
