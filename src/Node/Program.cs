using Knooppunt.Node.Commands;
using Knooppunt.Node.Shell.Stripping;

// The process in which a photo is opened must be there soon and load little: it does not come as far as the commands.
return args is [StrippingChild.Word] ? StrippingChild.Run() : await CommandLine.Run(args);
