using DataBus.Adapters.MarketRegulation;

namespace DataBus.Tests.Adapters.MarketRegulation;

public sealed class ResidenceTests
{
    [Theory]
    [InlineData("天津市津南区咸水沽镇示例路1号", "120112", "咸水沽镇")]
    [InlineData("津南区双港镇示例路1号", "120112", "双港镇")]
    [InlineData("天津市津南区小站工业区示例路2号", "120112", "小站镇")]
    [InlineData("天津市津南经济开发区（西区）香港街3号", "120112", null)]
    [InlineData("天津海河教育园区同砚路38号", "120112", "海河教育园区")]
    [InlineData("天津市八里台镇示例路3号", "120112", "八里台镇")]
    [InlineData("天津市津南区双新街道示例路3号", "120112", "双新街道")]
    // 卫津南路 lies in Nankai; its name is no 津南.
    [InlineData("天津市南开区卫津南路100号", "120104", null)]
    [InlineData("天津市卫津南路100号", null, null)]
    [InlineData("天津市津南区葛沽镇卫津南路商会楼", "120112", "葛沽镇")]
    [InlineData("天津市滨海新区示例路9号", "120116", null)]
    [InlineData("天津市静海县示例路9号", "120118", null)]
    // Towns of Jinnan have namesakes, and so have districts of Tianjin.
    [InlineData("天津市西青区小站路9号", "120111", null)]
    [InlineData("天津市小站路9号", null, null)]
    [InlineData("辽宁省沈阳市和平区示例路9号", null, null)]
    [InlineData("北京市和平区示例路9号", null, null)]
    [InlineData("", null, null)]
    public void Of_Address_NamesDistrictAndTown(string address, string? district, string? town)
    {
        Assert.Equal(new Residence(district, town), Residence.Of(address));
    }

    [Theory]
    [InlineData("天津市津南区咸水沽镇示例路12号3门401", "天津市津南区咸水沽镇示例路")]
    [InlineData("天津市津南区小站镇样本村5排2号", "天津市津南区小站镇样本村")]
    [InlineData("天津市津南区双林街道12号", "天津市津南区双林街道")]
    [InlineData("天津市津南区12号", "天津市津南区")]
    [InlineData("天津市津南区", "天津市津南区")]
    public void Coarse_Home_LosesTheHouse(string address, string coarse)
    {
        Assert.Equal(coarse, Residence.Coarse(address));
    }
}
