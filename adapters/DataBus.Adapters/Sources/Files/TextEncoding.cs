using System.Text;
using DataBus.Adapters.Declaration;

namespace DataBus.Adapters.Sources.Files;

/// <summary>Finds how the bytes of a file become text; wrong bytes refuse the file instead of becoming question marks.</summary>
internal static class TextEncoding
{
    private static readonly Encoding _utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding _gb18030 = Gb18030();

    /// <summary>Finds the encoding of a file.</summary>
    /// <exception cref="UnreadableFileException">The first line whose bytes are wrong.</exception>
    public static Encoding Find(string path, FileEncoding declared) => declared switch
    {
        FileEncoding.Utf8 => Demand(_utf8, Scan(path, _utf8).FirstBad),
        FileEncoding.Gb18030 => Demand(_gb18030, Scan(path, _gb18030).FirstBad),
        _ => FindAny(path),
    };

    private static Encoding FindAny(string path)
    {
        var utf8 = Scan(path, _utf8);
        if (utf8.FirstBad == 0)
            return _utf8;
        // GB18030 takes almost any bytes: a UTF-8 file with one wrong byte must not be read as garbage. In a real GB18030
        // file hardly a line with Chinese is sound UTF-8.
        if (utf8.Sound > utf8.Bad)
            return Demand(_utf8, utf8.FirstBad);
        return Demand(_gb18030, Scan(path, _gb18030).FirstBad);
    }

    private static Encoding Demand(Encoding encoding, long firstBad) => firstBad == 0
        ? encoding
        : throw new UnreadableFileException(
            firstBad, $"有不是 {encoding.WebName} 的字节", $"there are bytes that are not {encoding.WebName}");

    private static (long FirstBad, long Bad, long Sound) Scan(string path, Encoding encoding)
    {
        // Latin-1 carries bytes as they are, and no byte of a character of either encoding looks like a line end.
        using var content = new StreamReader(FileBytes.Open(path), Encoding.Latin1, detectEncodingFromByteOrderMarks: false);
        var (line, first, bad, sound) = (0L, 0L, 0L, 0L);
        while (content.ReadLine() is { } text)
        {
            line++;
            if (Ascii.IsValid(text))
                continue;
            if (IsSound(Encoding.Latin1.GetBytes(text), encoding))
            {
                sound++;
                continue;
            }
            bad++;
            first = first == 0 ? line : first;
        }
        return (first, bad, sound);
    }

    private static bool IsSound(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        try
        {
            encoding.GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static Encoding Gb18030()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }
}
