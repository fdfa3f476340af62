namespace DataBus.Adapters;

/// <summary>What <c>--help</c> prints.</summary>
internal static class AdapterHelp
{
    public const string Text = """
        用法 / usage: [run] [options] | init … | check … | preview … | template export FACET … | return …

        例 / examples:
          dotnet run --project adapters/DataBus.Adapters -- --hub http://127.0.0.1:5080 --config adapter.yaml --drop drop --once
          dotnet run --project adapters/DataBus.Adapters -- init --source science.tier-labels --file labels_20261101.csv
          dotnet run --project adapters/DataBus.Adapters.Tax -- check --drop drop
          dotnet run --project adapters/DataBus.Adapters -- template export enterprise.tier_label --out 梯度标签.xlsx
          dotnet run --project adapters/DataBus.Adapters -- compare housing-fund.accounts --config adapter.yaml [--file FILE] [--mend] [--json]
          dotnet run --project adapters/DataBus.Adapters -- return --source science.tier-labels --out 退回.xlsx [--job N]

          --hub URL      总线地址, 默认 / the hub, default http://127.0.0.1:5080
          --cert PEM --cert-key PEM --ca PEM  部门的证书（或放各部门证书的文件夹）, 其私钥, 枢纽证书的签发机构; 也可用 DATABUS_CERT、DATABUS_KEY、DATABUS_CA / the bureau's certificate (or a folder of several bureaus'), its key, the authority of the hub's; also DATABUS_CERT, DATABUS_KEY, DATABUS_CA
          --config FILE  来源声明, 或放声明的文件夹; 可多次 / the declaration of the sources, or a folder of such; may be repeated (docs/adapters.md)
          --drop DIR     投递文件夹 / folder that files are dropped into
          --templates DIR --source NAME  填报模板的文件夹和填报的数源, 不用声明 / folder of filled templates, and the source that fills them; no declaration
          --db FILE      SQLite 数据库文件 / file of the SQLite database
          --api URL      接口地址 / base address of the API
          --heads FILE   留存枢纽日志的链头, 日后可据以验证 / keep heads of the hub's log, to verify it against later
          --once         读完即止, 末行为 JSON 计数 / end when all was read; the last line is JSON with the counts
          --rows N       preview: 看多少行, 默认 100 / so many rows, default 100
          --output FORM  preview: table 或 json / table or json
          --parent       随父进程结束 / stop at the end of stdin

        退出码 / exit codes: 0 完成 done, 1 失败 failed, 2 用法 usage, 3 来源未登记 unknown source, 4 无权 not allowed, 5 来源被占用或暂停 held by another or paused, 130 中断 interrupted
        """;
}
