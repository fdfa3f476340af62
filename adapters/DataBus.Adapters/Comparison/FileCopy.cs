using DataBus.Adapters.Declaration;
using DataBus.Adapters.Verbs;

namespace DataBus.Adapters.Comparison;

/// <summary>A drop folder of its own for one file of a source, so that what is compared stays where it lies; goes when disposed.</summary>
internal sealed class FileCopy : IDisposable
{
    private FileCopy(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Copies a file, and its manifest if it has one.</summary>
    /// <exception cref="AdapterFileException">No file was named: files are read once and moved, so the newest complete one must be told.</exception>
    public static FileCopy Of(string? file, FileInput input)
    {
        if (file is null)
            throw CompareOptions.Wrong(
                "--file", null, "文件来源应给出最新的完整文件, 一般在 done/ 中", "a source of files needs its newest complete file, which mostly lies in done/");
        var copy = new FileCopy(Directory.CreateTempSubdirectory("databus-compare-").FullName);
        var drop = Directory.CreateDirectory(Path.Combine(copy.Folder, input.Folder)).FullName;
        File.Copy(file, Path.Combine(drop, Path.GetFileName(file)));
        if (input.Manifest?.Replace("{name}", Path.GetFileName(file), StringComparison.Ordinal) is { } name
            && Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, name) is var manifest && File.Exists(manifest))
            File.Copy(manifest, Path.Combine(drop, name));
        return copy;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
