namespace DataBus.SampleBureaus.Files;

/// <summary>How a table becomes a file.</summary>
/// <param name="Encoding">utf-8 or gb18030; GB18030 files have CRLF line ends, as the bureaus' systems write them.</param>
/// <param name="Zipped">Whether the file is gzip; its name then ends in .gz.</param>
/// <param name="Proof">How a reader can tell that the file is whole.</param>
internal sealed record TableFormat(string Encoding, bool Zipped, Completeness Proof)
{
    public static readonly TableFormat Utf8Trailer = new("utf-8", Zipped: false, Completeness.Trailer);

    public static readonly TableFormat Utf8Zipped = new("utf-8", Zipped: true, Completeness.Trailer);

    public static readonly TableFormat Gb18030Zipped = new("gb18030", Zipped: true, Completeness.Trailer);

    public static readonly TableFormat Utf8Manifest = new("utf-8", Zipped: false, Completeness.Manifest);

    public static readonly TableFormat Gb18030Trailer = new("gb18030", Zipped: false, Completeness.Trailer);
}
