using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Knooppunt.Node.Inspections.Migrations
{
    /// <inheritdoc />
    public partial class News : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Phenomenon",
                table: "inspections",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Proposed",
                table: "inspection_proposals",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "inspection_news",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Inspection = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Deed = table.Column<string>(type: "TEXT", nullable: false),
                    Organisation = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inspection_news", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_inspections_Phenomenon",
                table: "inspections",
                column: "Phenomenon");

            migrationBuilder.CreateIndex(
                name: "IX_inspection_news_Inspection",
                table: "inspection_news",
                column: "Inspection");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "inspection_news");

            migrationBuilder.DropIndex(
                name: "IX_inspections_Phenomenon",
                table: "inspections");

            migrationBuilder.DropColumn(
                name: "Phenomenon",
                table: "inspections");

            migrationBuilder.DropColumn(
                name: "Proposed",
                table: "inspection_proposals");
        }
    }
}
