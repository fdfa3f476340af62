namespace DataBus.SampleBureaus.Lists;

/// <summary>Names for what is made, sought and researched in the lists.</summary>
internal static class Products
{
    /// <summary>The leading chains with words of their trade.</summary>
    public static readonly IReadOnlyList<(string Chain, string Node, string Product)> All =
    [
        ("集成电路", "制造装备", "抛光装备"), ("集成电路", "封装测试", "测试分选机"), ("智慧家电", "控制芯片", "变频控制器"), ("智慧家电", "压缩机", "转子压缩机"),
        ("精密仪器", "传感器", "压力传感器"), ("精密仪器", "仪器整机", "光谱分析仪"), ("工业控制设备", "控制器", "运动控制器"), ("工业控制设备", "工业软件", "产线仿真软件"),
        ("新材料", "功能材料", "导热膜"), ("生物医药", "医疗器械", "监护仪"),
    ];
}
