using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Knooppunt.Node.Reports.Migrations
{
    /// <inheritdoc />
    public partial class First : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "report_messages",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Report = table.Column<long>(type: "INTEGER", nullable: false),
                    FromReporter = table.Column<bool>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_report_messages", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "reports",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<string>(type: "TEXT", nullable: true),
                    Lookup = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Form = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", nullable: false),
                    Received = table.Column<long>(type: "INTEGER", nullable: false),
                    ForOwner = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ForReporter = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Confirmed = table.Column<long>(type: "INTEGER", nullable: true),
                    Answered = table.Column<long>(type: "INTEGER", nullable: true),
                    Outcome = table.Column<string>(type: "TEXT", nullable: false),
                    Saved = table.Column<bool>(type: "INTEGER", nullable: false),
                    Returned = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reports", x => x.Number);
                });

            migrationBuilder.CreateIndex(
                name: "IX_report_messages_Report_Id",
                table: "report_messages",
                columns: new[] { "Report", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_reports_Form",
                table: "reports",
                column: "Form",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_reports_Id",
                table: "reports",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_reports_Lookup",
                table: "reports",
                column: "Lookup",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_reports_Owner_Answered_Received",
                table: "reports",
                columns: new[] { "Owner", "Answered", "Received" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "report_messages");

            migrationBuilder.DropTable(
                name: "reports");
        }
    }
}
