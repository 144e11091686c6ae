namespace Knooppunt.Benchmarks;

/// <summary>The programs of the machines that a stream tells of: some of Windows, which many rules ask for and which run most, and three thousand others.</summary>
static class Programs
{
    const int Others = 3_000;

    static readonly string[] OfWindows =
    [
        "svchost", "conhost", "cmd", "powershell", "explorer", "rundll32", "taskhostw", "dllhost", "msiexec", "reg", "schtasks", "net", "net1", "sc", "wmic", "w3wp", "msedge", "certutil",
        "cscript", "wscript", "regsvr32", "netsh", "curl", "findstr", "whoami", "ipconfig", "tasklist", "mmc", "bitsadmin", "mshta",
    ];

    /// <summary>A program, the first ones most often: two of five are of Windows.</summary>
    public static int Drawn(Random luck)
    {
        var u = luck.NextDouble();
        return luck.Next(5) < 2 ? (int)(OfWindows.Length * u * u) : OfWindows.Length + (int)(Others * u * u * u);
    }

    public static string File(int program) => program < OfWindows.Length ? OfWindows[program] + ".exe" : $"tool{program}.exe";

    public static string Image(int program) => program < OfWindows.Length ? $"C:\\Windows\\System32\\{File(program)}" : $"C:\\Program Files\\Vendor{program / 4}\\bin\\{File(program)}";

    public static string Hashes(int program)
    {
        var luck = new Random(program);
        return $"MD5={Hex(32)},SHA256={Hex(64)},IMPHASH={Hex(32)}";

        string Hex(int length) => luck.GetHexString(length);
    }

    /// <summary>A command line as that program has them, with a number in which two may differ.</summary>
    public static string CommandLine(int program, int number) => program >= OfWindows.Length
        ? $"\"{Image(program)}\" --config \"C:\\ProgramData\\settings.json\" --session {number}"
        : OfWindows[program] switch
        {
            "svchost" => $"C:\\Windows\\system32\\svchost.exe -k netsvcs -p -s Service{number}",
            "conhost" => "\\??\\C:\\Windows\\system32\\conhost.exe 0xffffffff -ForceV1",
            "cmd" => $"C:\\Windows\\system32\\cmd.exe /c \"\"C:\\Tools\\run{number % 10}.bat\" job{number} > C:\\Temp\\out{number}.txt\"",
            "powershell" => $"powershell.exe -NoProfile -ExecutionPolicy RemoteSigned -File \"C:\\Scripts\\inventory.ps1\" -Id {number}",
            "rundll32" => $"C:\\Windows\\System32\\rundll32.exe shell32.dll,SHCreateLocalServerRunDll {{c82192ee-6cb5-4bc0-9ef0-{number:x12}}} -Embedding",
            "msiexec" => $"C:\\Windows\\system32\\MsiExec.exe -Embedding {number:X16} C",
            "reg" => $"reg query HKLM\\SOFTWARE\\Vendor\\Agent /v Value{number}",
            "schtasks" => $"schtasks /query /tn \"\\Vendor\\Job{number}\" /fo csv",
            "net" or "net1" => $"net use \\\\files\\share{number}",
            "sc" => $"sc query Service{number}",
            "msedge" => $"\"C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe\" --type=renderer --lang=nl --renderer-client-id={number} --mojo-platform-channel-handle={number % 5000} /prefetch:1",
            "findstr" => $"findstr /i /c:\"container {number}\" manifest.csv",
            _ => $"{Image(program)} {number}",
        };
}
