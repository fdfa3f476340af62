namespace DataBus.Cli.Certificates;

/// <summary>What <c>databus cert</c> says, and the options by which a caller shows its certificate.</summary>
internal static class CertTexts
{
    public static IReadOnlyDictionary<string, (string Zh, string En)> All { get; } = new Dictionary<string, (string Zh, string En)>
    {
        ["opt.cert"] = ("本身份的证书（PEM），或放多个身份证书的文件夹；也可用 DATABUS_CERT", "Certificate of your identity (PEM), or a folder with those of several; also DATABUS_CERT"),
        ["opt.cert-key"] = ("其私钥；默认与证书同名、以 .key 结尾；也可用 DATABUS_KEY", "Its private key; default: the certificate's name with the ending .key; also DATABUS_KEY"),
        ["opt.ca"] = ("枢纽证书的签发机构（PEM）；也可用 DATABUS_CA", "Authority of the hub's certificate (PEM); also DATABUS_CA"),
        ["opt.plain"] = ("不用 TLS 和证书，与单独启动的枢纽一样：相信本机调用者的声明", "Without TLS and certificates, as a bare hub runs: callers on this machine are believed"),
        ["cert"] = ("证书：机构、签发、吊销", "Certificates: authority, issuing, revoking"),
        ["cert.authority"] = ("在一个文件夹里建立证书机构；其私钥只应在一台离线保管的机器上", "Make an authority in a folder; keep its key on one machine that is well looked after"),
        ["cert.issue"] = ("签发证书：app、bureau、partner、operator、security、auditor 或 server", "Issue a certificate: app, bureau, partner, operator, security, auditor or server"),
        ["cert.list"] = ("列出签发过的证书", "List what was issued"),
        ["cert.revoke"] = ("吊销证书：记入机构的索引；给出 --hub（或 DATABUS_HUB）时也告知枢纽，立即生效", "Revoke a certificate: in the authority's index, and, with --hub (or DATABUS_HUB), at the hub, where it acts at once"),
        ["arg.authority"] = ("证书机构的文件夹", "Folder of the authority"),
        ["arg.identity"] = ("身份，例如 app/dashboard、bureau/tax、operator/wang、server/hub", "Identity, for example app/dashboard, bureau/tax, operator/wang, server/hub"),
        ["arg.serial"] = ("证书的序列号", "Serial number of the certificate"),
        ["opt.cert-days"] = ("有效天数", "Days that it is valid"),
        ["opt.host"] = ("服务器证书的主机名或 IP 地址；可多次", "Host name or IP address of a server's certificate; may be repeated"),
        ["cert.made"] = ("机构已建立：{0}", "The authority is made: {0}"),
        ["cert.issued"] = ("已签发 {0}，序列号 {1}，有效至 {2:yyyy-MM-dd}：{3}", "Issued {0}, serial number {1}, valid until {2:yyyy-MM-dd}: {3}"),
        ["cert.revoked"] = ("已吊销 {0} 的证书 {1}。", "The certificate {1} of {0} is revoked."),
        ["cert.not-at-hub"] = ("只记入了机构的索引：枢纽尚不知道，请加 --hub 再执行一次。", "This stands in the authority's index only: the hub does not know yet; run it again with --hub."),
        ["cert.at-hub"] = ("枢纽已记入日志（修订号 {0}），不再接受它。", "The hub has it in its log (revision {0}) and does not take it any more."),
        ["cert.exists"] = ("{0} 里已有证书机构。", "There is an authority in {0} already."),
        ["cert.none"] = ("{0} 里没有证书机构：请先 databus cert authority。", "There is no authority in {0}: first databus cert authority."),
        ["cert.name"] = ("{0} 不是身份，应为 {1} 之一，或 server/NAME。", "{0} is no identity; it must be one of {1}, or server/NAME."),
        ["cert.host"] = ("服务器证书须用 --host 给出主机名或 IP 地址（{0}）。", "A server's certificate needs --host with host names or IP addresses ({0})."),
        ["cert.three"] = ("不能签发 {0}：同一人已有 {1}（序列号 {2}），三员互斥。", "{0} is not issued: the same person is {1} already (serial number {2}), and the three administrators exclude each other."),
        ["cert.unknown"] = ("本机构没有签发过序列号为 {0} 的证书。", "This authority never issued a certificate with the serial number {0}."),
        ["column.serial"] = ("序列号", "serial number"),
        ["column.identity"] = ("身份", "identity"),
        ["column.until"] = ("有效至", "valid until"),
        ["column.revoked"] = ("吊销", "revoked"),
    };
}
