namespace DataBus.Tests.Restores;

/// <summary>A folder that nobody has open, with copies of earlier moments; it can be set back to any of them.</summary>
internal sealed class Moments(string folder)
{
    private readonly List<string> _taken = [];

    public string Folder { get; } = Directory.CreateDirectory(folder).FullName;

    public int Count => _taken.Count;

    public void Take()
    {
        var copy = $"{Folder}-{_taken.Count}";
        Copy(Folder, copy);
        _taken.Add(copy);
    }

    public void SetBack(int moment)
    {
        Directory.Delete(Folder, recursive: true);
        Copy(_taken[moment], Folder);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.GetDirectories(from, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }
}
