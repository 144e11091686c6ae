using System.CommandLine;

var root = new RootCommand("Knooppunt: see, judge, act, learn, share, account.");
return await root.Parse(args).InvokeAsync();
