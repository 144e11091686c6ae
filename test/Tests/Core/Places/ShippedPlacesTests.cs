using Knooppunt.Places;

namespace Knooppunt.Tests.Core.Places;

public class ShippedPlacesTests
{
    [Theory]
    [InlineData("rotterdam", 51.9546, 4.0286, "ect-delta/import-stack")]
    [InlineData("zeeland", 51.4640, 3.6900, "vlissingen-kaloot/import-stack")]
    [InlineData("nzkg", 52.4219, 4.7669, "tma/import-stack")]
    [InlineData("schiphol", 52.3092, 4.7690, "schiphol/baggage-e")]
    [InlineData("flowers", 52.2560, 4.7800, "aalsmeer/hall")]
    public void Each_node_has_its_places_and_a_known_position_lies_in_its_zone(string node, double latitude, double longitude, string zone)
    {
        var map = PlaceMap.Parse(node, File.ReadAllText(Path.Combine(SharedData.Repository, "places", node + ".geojson")));
        Assert.Null(map.Complaint);
        Assert.Equal(zone, map.Value.At(latitude, longitude)[0].Id);
    }
}
