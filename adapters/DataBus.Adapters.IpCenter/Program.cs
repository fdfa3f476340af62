using DataBus.Adapters;
using DataBus.Adapters.IpCenter;
using DataBus.Adapters.Mapping;

return await AdapterHost.RunAsync(args, setup => setup
    .AddRowMapper<PublicationMapper>()
    .AddConverter("party_name", PartyName.Mask)
    .AddConverter("party_names", PartyName.MaskAll));
