using Knooppunt.Observations;
using Knooppunt.Observations.Edifact;
using Knooppunt.Observations.Identifiers;

namespace Knooppunt.Tests.Core.Observations.Edifact;

/// <summary>Every file of shared/data/edifact, written by others, with what must come out of it.</summary>
public class EdifactFilesTests
{
    const string Outside = "outside an interchange";
    const string WrongDigit = "The check digit of container CBHU1234567 is wrong: 1 is right";

    /// <summary>File, observations, their type, a piece of each complaint in order, counts.</summary>
    public static TheoryData<string, int, string, string[], string[]> Files => new()
    {
        { "01_VERMAS_D16A.edi", 1, "weighing", [WrongDigit], [] },
        { "02_COPINO_D95B.edi", 1, "prenotification", [WrongDigit], [] },
        { "03_COPARN_D00B.edi", 1, "announcement", [WrongDigit], [] },
        { "04_CODECO_D95B.edi", 1, "container_gate", [WrongDigit], [] },
        { "05_COPRAR_D95B.edi", 1, "load_order", [WrongDigit], [] },
        { "BAPLIE-bayplan.txt", 0, "", ["UNT counts 21 segments, the message has 22"], ["BAPLIE: 1"] },
        { "BAPLIE_D04B.edi", 0, "", ["00091022:0101"], ["BAPLIE: 1"] },
        { "COARRI_D95B.edi", 21, "container_handled", [], [] },
        { "CODECO_D95B_ITG13_OOCL_MICT.edi", 1, "container_gate", [Outside], [] },
        { "CONTRL.txt", 0, "", [], ["CONTRL: 2"] },
        {
            "COPRAR_D95B.edi", 0, "",
            [Outside, "132:20121124:203", "133:20121125:203", "MSTI6415664 is wrong: 0 is right", "MSTI6415664 has no time", "MSTI6415664 has no time", "UNT counts 56 segments, the message has 29", "CNT declares 5 containers, the message has 2"],
            []
        },
        {
            "COREOR_D08B_SMDG20_SalernoContainerTerminal.edi", 3, "release",
            ["JLG42202A01\" has not the form", "JLG42202A02\" has not the form", "JLG42202A03\" has not the form", "UNZ counts 3 messages, the interchange has 2"], []
        },
        { "CUSCAR-cargoreport.txt", 0, "", [], ["CUSCAR: 1"] },
        { "CUSCAR_simple.edi", 0, "", ["UNT counts 313 segments, the message has 30"], ["CUSCAR: 1"] },
        { "IFTSAI-VIFTSAI0000001.txt", 0, "", ["Interchange 1 has no UNZ"], ["IFTSAI: 1"] },
        { "IFTSAI-VIFTSAI0000002.txt", 0, "", ["Interchange 2 has no UNZ"], ["IFTSAI: 1"] },
        { "IFTSAI-VIFTSAI0000003.txt", 0, "", ["Interchange 3 has no UNZ"], ["IFTSAI: 1"] },
        { "IFTSAI-VIFTSAI0000004.txt", 0, "", [], ["IFTSAI: 1"] },
        { "IFTSAI-VIFTSAI0000005.txt", 0, "", ["Interchange 5 has no UNZ"], ["IFTSAI: 1"] },
        { "IFTSTA_D00B.edi", 0, "", ["UNZ names interchange 2805570, UNB named 2803570"], ["IFTSTA: 1"] },
        { "hostile-CorruptUnb.txt", 0, "", ["This is not UNA, UNB or UNH", Outside, "UNZ closes no interchange"], ["ORDERS: 2"] },
        {
            "hostile-CorruptUnh.txt", 0, "", ["its UNH is missing or broken; reading goes on", "UNT closes no message", "UNZ counts 2 messages, the interchange has 1"],
            ["ORDERS: 1", "segment outside a message: 36"]
        },
        { "hostile-DuplicateGroup.txt", 0, "", [], ["ORDERS: 2"] },
        { "hostile-DuplicateInterchange.txt", 0, "", ["UNZ names interchange 132, UNB named 131", "UNZ names interchange 132, UNB named 131"], ["ORDERS: 2"] },
        { "hostile-DuplicateMessage.txt", 0, "", ["Message 000000101 comes twice"], ["ORDERS: 2"] },
        { "syntax-example.edi", 0, "", [], ["PAORES: 1"] },
        { "syntax-exampleMulti.edi", 0, "", [], ["PAORES: 2"] },
        { "syntax-example_multiline.edi", 0, "", ["999818:999", "UNT counts 10 segments, the message has 7"], ["IFTMBC: 1"] },
        { "syntax-example_order_error.edi", 0, "", [], ["ORDERS: 1"] },
        { "syntax-example_order_ok.edi", 0, "", [], ["ORDERS: 1"] },
        { "syntax-example_release_character.edi", 0, "", ["UNT counts 14 segments, the message has 23"], ["PAORES: 1"] },
        { "syntax-example_utf8.edi", 0, "", [], ["DESADV: 1"] },
        { "syntax-example_wrapped.edi", 0, "", [], ["PAORES: 1"] },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void File_is_read_or_refused_with_reasons(string name, int observations, string type, string[] complaints, string[] counts)
    {
        var sink = Read(name);
        Assert.Equal(observations, sink.Taken.Count);
        Assert.All(sink.Observations, observation => Assert.Equal(type, observation.Type.Name));
        Assert.Equal(complaints.Length, sink.Complaints.Count);
        Assert.All(complaints.Zip(sink.Complaints), pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal));
        Assert.Equal(counts, sink.Counts.Select(count => $"{count.Key}: {count.Value}"));
        ReaderPromises.Check(sink, int.MaxValue - 10);
    }

    [Fact]
    public void Every_file_of_the_folder_is_in_the_table() =>
        Assert.Equal(Directory.GetFiles(SharedData.Path("data", "edifact")).Select(Path.GetFileName).Order(StringComparer.Ordinal), Files.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_container_of_coarri_and_codeco_is_valid() =>
        Assert.All(Read("COARRI_D95B.edi").Observations.Concat(Read("CODECO_D95B_ITG13_OOCL_MICT.edi").Observations), observation => Assert.True(ContainerNumber.TryParse(observation.Data["container"].Text)!.Value.IsValid));

    [Fact]
    public void Complaint_names_file_line_segment_message_and_reference() =>
        Assert.StartsWith("04_CODECO_D95B.edi(7) EQD 6 of CODECO M5C52028597E23: ", Read("04_CODECO_D95B.edi").Complaints[0], StringComparison.Ordinal);

    [Fact]
    public void Gate_report_has_time_plate_terminal_and_seals()
    {
        var gate = Assert.Single(Read("CODECO_D95B_ITG13_OOCL_MICT.edi").Observations);
        Assert.Equal(new DateTimeOffset(2011, 4, 2, 12, 59, 0, TimeSpan.Zero), gate.Time);
        Assert.Equal("container:TGHU1643396", gate.Subject.ToString());
        Assert.Equal(
            "container=TGHU1643396 direction=in carrier=T-ORQTR plate=CXL590 terminal=MICT iso_type=22G1 empty=false reefer=false gross_kg=21430 seal=OOLAYJ9379,PEZA03340727 booking=3048413690 line=OOL document=CODECO D.95B message_ref=62269",
            string.Join(' ', gate.Data.Select(field => $"{field.Key}={field.Value}")));
    }

    [Fact]
    public void Discharge_and_load_are_told_apart()
    {
        var handled = Read("COARRI_D95B.edi").Observations;
        Assert.Equal((2, 19), (handled.Count(box => box.Data["action"].Text == "discharged"), handled.Count(box => box.Data["action"].Text == "loaded")));
        Assert.Equal(("ITGOA", "VTE", "COSCO AFRICA", "TRKMX"), (handled[0].Data["unlocode"].Text, handled[0].Data["terminal"].Text, handled[0].Data["vessel_name"].Text, handled[0].Data["origin"].Text));
    }

    [Fact]
    public void Local_time_is_read_in_the_zone_of_the_source()
    {
        var rome = TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome");
        var gate = Assert.Single(Read("04_CODECO_D95B.edi", rome).Observations);
        Assert.Equal(new DateTimeOffset(2017, 1, 2, 7, 0, 0, TimeSpan.Zero), gate.Time);
    }

    static CollectingSink Read(string name, TimeZoneInfo? zone = null) =>
        Reading.All((context, sink) => new EdifactReader(context, sink), File.ReadAllBytes(SharedData.Path("data", "edifact", name)), new SourceContext("test/edifact", name, "f1", zone));
}
