using System.IO.Compression;
using System.Text;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Cli.Catalogue;

/// <summary>The contract for developers without network, as one file; equal contracts give equal bytes.</summary>
internal static class ContractBundle
{
    /// <summary>The contract in binary form, for tools that take no proto files.</summary>
    public const string DescriptorSet = "databus.binpb";

    private static readonly DateTimeOffset _always = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(CatalogueDocument catalogue, Stream stream)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        Add(zip, "README.txt", Encoding.UTF8.GetBytes(Readme(catalogue)));
        Add(zip, "catalogue.json", Encoding.UTF8.GetBytes(catalogue.ToJson()));
        Add(zip, "dictionary.html", Encoding.UTF8.GetBytes(DictionaryPage.Of(catalogue)));
        Add(zip, DescriptorSet, ContractFiles.DescriptorSet().ToByteArray());
        foreach (var name in ContractFiles.Names)
        {
            using var file = ContractFiles.Open(name);
            using var bytes = new MemoryStream();
            file.CopyTo(bytes);
            Add(zip, name, bytes.ToArray());
        }
    }

    private static void Add(ZipArchive zip, string name, byte[] bytes)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize);
        entry.LastWriteTime = _always;
        using var stream = entry.Open();
        stream.Write(bytes);
    }

    private static string Readme(CatalogueDocument catalogue) => $"""
        数据总线契约 {catalogue.Contract}（离线开发包）

        protos/           契约的 proto 文件；各 rpc 的保证写在其注释中
        codes/            随契约发布的代码表、数源归属、指标与任务定义
        {DescriptorSet}     二进制描述集，供 grpcurl 等工具：grpcurl -plaintext -protoset {DescriptorSet} 127.0.0.1:5080 list
        dictionary.html   中文数据字典，用浏览器打开
        catalogue.json    政务数据目录条目

        生成客户端代码（google/protobuf 由 protoc 自带）：
          protoc -I protos --python_out=. protos/databus/v1/*.proto protos/google/api/*.proto

        The contract of DataBus {catalogue.Contract}, for developers without network: proto files, code tables, the descriptor set,
        a dictionary in Chinese, the entries of the data catalogue. What is guaranteed stands at each rpc in protos/databus/v1.

        """;
}
