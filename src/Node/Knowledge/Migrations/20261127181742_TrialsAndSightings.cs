using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Knooppunt.Node.Knowledge.Migrations
{
    /// <inheritdoc />
    public partial class TrialsAndSightings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Indicator",
                table: "adopted_patterns",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "OnTrial",
                table: "adopted_patterns",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Organisation",
                table: "adopted_patterns",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Pap",
                table: "adopted_patterns",
                type: "TEXT",
                nullable: false,
                defaultValue: "Amber");

            migrationBuilder.AddColumn<string>(
                name: "RunsAs",
                table: "adopted_patterns",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Script",
                table: "adopted_patterns",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Text",
                table: "adopted_patterns",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Tlp",
                table: "adopted_patterns",
                type: "TEXT",
                nullable: false,
                defaultValue: "Amber");

            migrationBuilder.Sql("UPDATE adopted_patterns SET RunsAs = Pattern");

            migrationBuilder.CreateTable(
                name: "adoption_steps",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Adopted = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Step = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_adoption_steps", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_adoption_steps_Adopted",
                table: "adoption_steps",
                column: "Adopted");

            migrationBuilder.CreateTable(
                name: "received_sightings",
                columns: table => new
                {
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    Indicator = table.Column<string>(type: "TEXT", nullable: false),
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    Week = table.Column<int>(type: "INTEGER", nullable: false),
                    Hits = table.Column<int>(type: "INTEGER", nullable: false),
                    Confirmed = table.Column<int>(type: "INTEGER", nullable: true),
                    Dismissed = table.Column<int>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Came = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_received_sightings", x => new { x.Indicator, x.Source, x.Year, x.Week });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "adoption_steps");

            migrationBuilder.DropColumn(
                name: "Indicator",
                table: "adopted_patterns");

            migrationBuilder.DropColumn(
                name: "OnTrial",
                table: "adopted_patterns");

            migrationBuilder.DropColumn(
                name: "Organisation",
                table: "adopted_patterns");

            migrationBuilder.DropColumn(
                name: "Pap",
                table: "adopted_patterns");

            migrationBuilder.DropColumn(
                name: "RunsAs",
                table: "adopted_patterns");

            migrationBuilder.DropColumn(
                name: "Script",
                table: "adopted_patterns");

            migrationBuilder.DropColumn(
                name: "Text",
                table: "adopted_patterns");

            migrationBuilder.DropColumn(
                name: "Tlp",
                table: "adopted_patterns");

            migrationBuilder.DropTable(
                name: "received_sightings");
        }
    }
}
