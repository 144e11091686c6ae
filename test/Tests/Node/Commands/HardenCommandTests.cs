using Knooppunt.Node.Commands;

namespace Knooppunt.Tests.Node.Commands;

public sealed class HardenCommandTests
{
    [Fact]
    public void A_network_is_0_a_question_without_an_answer_1_and_a_wrong_file_2()
    {
        var network = SharedData.Path("data", "effect", "SPI_5_5.dat");
        static int Run(params string[] words) => HardenCommand.Make().Parse(words).Invoke();
        Assert.Equal(0, Run(network, "--output", "json"));
        Assert.Equal(1, Run(network, "--budget", "0"));
        Assert.Equal(2, Run(network, "--budget", "-1"));
        Assert.Equal(2, Run(network + ".nowhere"));
        var broken = Path.GetTempFileName();
        File.WriteAllText(broken, "param N_Nodes := two;");
        Assert.Equal(2, Run(broken));
        File.Delete(broken);
    }
}
