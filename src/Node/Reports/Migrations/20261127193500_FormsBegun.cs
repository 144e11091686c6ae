using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Knooppunt.Node.Reports.Migrations
{
    /// <inheritdoc />
    public partial class FormsBegun : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "report_forms_begun",
                columns: table => new
                {
                    Quarter = table.Column<int>(type: "INTEGER", nullable: false),
                    Begun = table.Column<int>(type: "INTEGER", nullable: false),
                    Sent = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_report_forms_begun", x => x.Quarter);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "report_forms_begun");
        }
    }
}
