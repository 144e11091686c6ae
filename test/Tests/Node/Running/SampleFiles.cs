using System.Globalization;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Node.Running;

/// <summary>The settings, places and patterns of a small node for tests.</summary>
static class SampleFiles
{
    public const string PatternId = "3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9a01";

    const string Pattern = $$"""
        title: Container waar hij niet hoort
        id: {{PatternId}}
        status: stable
        description: A container number was read on the quay that only empty ships use.
        logsource:
          product: knooppunt
          category: goods
          service: container_seen
        detection:
          there:
            place: ect-delta/quay
            ocr: false
          condition: there
        level: high
        falsepositives:
          - A trial run of the crane.
        knooppunt:
          place: quay
          subject: container
          contradiction: Nothing but an empty ship may lie there.
          story-gap: 1h
          script: MO-03/collect
          families: [goods]
          sentence:
            nl: Container {container} gezien op de gesloten kade.
            en: Container {container} seen on the closed quay.
          innocent:
            nl: Een proef met de kraan.
            en: A trial run of the crane.
        """;

    const string StaffPattern = """
        title: Medewerker buiten het rooster
        id: 3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9a02
        status: stable
        logsource:
          product: knooppunt
          category: presence
          service: pass_read
        detection:
          off:
            rostered: false
          condition: off
        level: low
        knooppunt:
          place: passes
          subject: pass
          staff: true
          sentence:
            nl: Pas {pass} buiten het rooster.
            en: Pass {pass} outside the roster.
        """;

    const string VisitPattern = """
        title: Voertuig zonder recht binnen
        id: 3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9a03
        status: stable
        logsource:
          product: knooppunt
          category: presence
          service: gate_visit
        detection:
          inside:
            has_right: false
            result: granted
          condition: inside
        level: critical
        knooppunt:
          place: gate
          subject: plate
          contradiction: The gate let in a vehicle that has no right.
          sentence:
            nl: Voertuig {plate} zonder recht binnengelaten.
            en: Vehicle {plate} without right was let in.
          innocent:
            nl: De portier kende de chauffeur.
            en: The guard knew the driver.
        """;

    const string Places = """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"id":"ect-delta","name":"ECT Delta","kind":"site","organisation":"ect"},"geometry":{"type":"Polygon","coordinates":[[[4.0184,51.95098],[4.0388,51.95098],[4.0388,51.95822],[4.0184,51.95822],[4.0184,51.95098]]]}},
        {"type":"Feature","properties":{"id":"ect-delta/gate","name":"ECT Delta, poort","kind":"gate","organisation":"ect"},"geometry":{"type":"Polygon","coordinates":[[[4.0188,51.95127],[4.02125,51.95127],[4.02125,51.95272],[4.0188,51.95272],[4.0188,51.95127]]]}},
        {"type":"Feature","properties":{"id":"ect-delta/quay","name":"ECT Delta, kade","kind":"quay","organisation":"ect","closed":true},"geometry":{"type":"Polygon","coordinates":[[[4.024,51.9565],[4.036,51.9565],[4.036,51.9580],[4.024,51.9580],[4.024,51.9565]]]}},
        {"type":"Feature","properties":{"id":"rwg","name":"Rotterdam World Gateway","kind":"site","organisation":"rwg"},"geometry":{"type":"Polygon","coordinates":[[[3.99,51.95],[4.005,51.95],[4.005,51.957],[3.99,51.957],[3.99,51.95]]]}},
        {"type":"Feature","properties":{"id":"anchorage-4","name":"Ankergebied 4 Oost","kind":"anchorage"},"geometry":{"type":"Polygon","coordinates":[[[3.69425,52.02834],[3.82575,52.02834],[3.82575,52.09166],[3.69425,52.09166],[3.69425,52.02834]]]}}
        ]}
        """;

    public static NodeSettings Settings(string folder, int port) => new()
    {
        Node = "rotterdam",
        Name = "Knooppunt Proef",
        Listen = $"http://localhost:{port.ToString(CultureInfo.InvariantCulture)}",
        Data = Path.Combine(folder, "data"),
        Patterns = Path.Combine(folder, "patterns"),
        Places = Path.Combine(folder, "places.geojson"),
        Organisations = [new() { Id = "ect", Name = "ECT Delta" }, new() { Id = "rwg", Name = "Rotterdam World Gateway" }],
        Sources =
        [
            new() { Name = "ect/gate", Organisation = "ect" },
            new() { Name = "ect/open", Organisation = "ect", Regime = Regime.None, Purpose = Purpose.TrafficSafety, Tlp = Tlp.Green },
            new() { Name = "ect/closed", Organisation = "ect", Tlp = Tlp.Red },
            new() { Name = "ect/supervision", Organisation = "ect", Purpose = Purpose.Supervision },
            new() { Name = "rwg/gate", Organisation = "rwg" },
        ],
    };

    /// <summary>The same settings as a configuration file.</summary>
    public static string Yaml(NodeSettings settings) => $"""
        node: {settings.Node}
        name: {settings.Name}
        listen: {settings.Listen}
        data: {settings.Data}
        patterns: {settings.Patterns}
        places: {settings.Places}
        organisations:
          - id: ect
            name: ECT Delta
          - id: rwg
            name: Rotterdam World Gateway
        sources:
          - name: ect/gate
            organisation: ect
          - name: rwg/gate
            organisation: rwg

        """;

    public static void Write(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "patterns"));
        File.WriteAllText(Path.Combine(folder, "patterns", "quay.yml"), Pattern);
        File.WriteAllText(Path.Combine(folder, "patterns", "staff.yml"), StaffPattern);
        File.WriteAllText(Path.Combine(folder, "patterns", "visit.yml"), VisitPattern);
        File.WriteAllText(Path.Combine(folder, "places.geojson"), Places);
    }
}
