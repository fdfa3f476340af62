namespace DataBus.Hub;

/// <summary>A text of an entry that stands there in both languages, Chinese / English; what people wrote is in one, and stays whole.</summary>
internal static class BothTexts
{
    private const string Between = " / ";

    /// <summary>The Chinese half, or the whole.</summary>
    public static string Zh(string both) => both.Split(Between) is [var zh, _] ? zh : both;

    /// <summary>The English half, or the whole.</summary>
    public static string En(string both) => both.Split(Between) is [_, var en] ? en : both;
}
