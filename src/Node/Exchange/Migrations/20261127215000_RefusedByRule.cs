using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Knooppunt.Node.Exchange.Migrations
{
    /// <inheritdoc />
    public partial class RefusedByRule : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "RefusedAsPersonal",
                table: "exchange_links",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "RefusedByMark",
                table: "exchange_links",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "RefusedAsPersonal",
                table: "exchange_links");

            migrationBuilder.DropColumn(
                name: "RefusedByMark",
                table: "exchange_links");
        }
    }
}
