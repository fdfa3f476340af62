namespace DataBus.SampleBureaus;

/// <summary>Data that ships with the program; data/README.md names its origin.</summary>
internal static class BundledData
{
    public static string Path(string relative) => System.IO.Path.Combine(AppContext.BaseDirectory, "sample-data", relative);
}
