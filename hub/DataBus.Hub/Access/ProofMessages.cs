namespace DataBus.Hub.Access;

/// <summary>UNAUTHENTICATED: what a caller has shown does not tell who it is; each case with a reason of its own.</summary>
internal static class ProofMessages
{
    public static HubException Missing => Of("CERTIFICATE_MISSING",
        "没有出示客户端证书，也没有令牌：请用 --cert、--key、--ca（或 DATABUS_CERT 等）给出本身份的证书。",
        "Neither a client certificate nor a token was shown: give the certificate of your identity by --cert, --key and --ca (or DATABUS_CERT and so on).");

    public static HubException SelfSigned => Of("CERTIFICATE_SELF_SIGNED",
        "出示的证书是自签名的：请使用枢纽的证书机构签发的证书（databus cert issue）。",
        "The certificate is self-signed: use one that the hub's authority has issued (databus cert issue).");

    public static HubException UnknownAuthority(string issuer) => Of("CERTIFICATE_UNKNOWN_AUTHORITY",
        $"出示的证书由 {issuer} 签发，枢纽不认可该机构（--client-ca）：请使用枢纽的证书机构签发的证书。",
        $"The certificate was issued by {issuer}, an authority that the hub does not accept (--client-ca): use one that the hub's authority has issued.");

    public static HubException WrongUsage => Of("CERTIFICATE_WRONG_USAGE",
        "出示的证书不能用于客户端（缺少 clientAuth 用途）：服务器证书不能用来调用枢纽。",
        "The certificate is not for clients (it lacks the usage clientAuth): a server's certificate cannot call the hub.");

    public static HubException NoIdentity => Of("CERTIFICATE_NO_IDENTITY",
        "出示的证书没有身份：其使用者备用名称应有一个 URI databus:app/NAME（databus cert issue 会写入）。",
        "The certificate has no identity: among its alternative names there must be one URI databus:app/NAME (databus cert issue writes it).");

    public static HubException UnknownIdentity(string text) => Of("CERTIFICATE_UNKNOWN_IDENTITY",
        $"出示的证书中的身份 {Short(text)} 不是 app、bureau、partner、operator、security、auditor 之一加斜杠和名称。",
        $"The certificate's identity {Short(text)} is not one of app, bureau, partner, operator, security, auditor with a slash and a name.");

    public static HubException TwoIdentities(IEnumerable<string> names) => Of("CERTIFICATE_TWO_IDENTITIES",
        $"出示的证书有多个身份（{Short(string.Join("、", names))}），应恰有一个。",
        $"The certificate has several identities ({Short(string.Join(", ", names))}); it must have exactly one.");

    public static HubException Revoked(Proof proof) => Of("CERTIFICATE_REVOKED",
        $"{proof.Name} 的证书 {proof.Serial} 已被吊销：请向安全管理员申请新证书。",
        $"The certificate {proof.Serial} of {proof.Name} is revoked: ask the security administrator for another.");

    public static HubException Expired(Proof proof) => Of($"{Kind(proof)}_EXPIRED",
        $"{proof.Name} 的{KindZh(proof)}已于 {proof.Until:u} 到期：请换新的。", $"The {KindEn(proof)} of {proof.Name} expired at {proof.Until:u}: get another.");

    public static HubException NotYet(Proof proof) => Of($"{Kind(proof)}_NOT_YET_VALID",
        $"{proof.Name} 的{KindZh(proof)}自 {proof.From:u} 起才有效：请核对两边的时钟。", $"The {KindEn(proof)} of {proof.Name} is valid from {proof.From:u} only: look at both clocks.");

    private static HubException Of(string reason, string zh, string en) => AccessMessages.Unauthenticated(reason, zh, en);

    private static string Kind(Proof proof) => proof.Serial.Length > 0 ? "CERTIFICATE" : "TOKEN";

    private static string KindZh(Proof proof) => proof.Serial.Length > 0 ? "证书" : "令牌";

    private static string KindEn(Proof proof) => proof.Serial.Length > 0 ? "certificate" : "token";

    // What a stranger wrote is repeated to him, but not at any length.
    private static string Short(string text) => text.Length <= 200 ? text : $"{text[..200]}…";
}
