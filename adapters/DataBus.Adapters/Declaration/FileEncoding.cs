namespace DataBus.Adapters.Declaration;

/// <summary>How the bytes of a file become text; wrong bytes refuse the file.</summary>
internal enum FileEncoding
{
    /// <summary>UTF-8 if the file is sound UTF-8, else GB18030.</summary>
    Auto,

    /// <summary>UTF-8, with or without a byte order mark.</summary>
    Utf8,

    /// <summary>GB18030, and so GBK and GB2312.</summary>
    Gb18030,
}
