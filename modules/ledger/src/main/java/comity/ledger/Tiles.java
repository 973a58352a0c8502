package comity.ledger;

import comity.trust.merkle.Tile;
import comity.trust.merkle.TileReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The stored tiles. A row holds a place's hashes as far as they go by now. */
final class Tiles implements TileReader {

    private final Connection connection;

    Tiles(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Map<Tile, byte[]> tiles(Set<Tile> wanted) {
        var places = List.copyOf(wanted);
        var sql =
                "select tile_level, tile_index, hashes from ledger_tile where "
                        + String.join(
                                " or ",
                                Collections.nCopies(
                                        places.size(), "(tile_level = ? and tile_index = ?)"));
        var byPlace = new HashMap<Tile, byte[]>();
        try (var query = connection.prepareStatement(sql)) {
            query.setQueryTimeout(Connections.STATEMENT_SECONDS);
            int parameter = 1;
            for (var place : places) {
                query.setInt(parameter++, place.level());
                query.setLong(parameter++, place.index());
            }
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    byPlace.put(
                            new Tile(rows.getInt(1), rows.getLong(2), Tile.FULL), rows.getBytes(3));
                }
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("the log's tiles do not answer", failed);
        }
        var found = new HashMap<Tile, byte[]>();
        for (var place : places) {
            var hashes = byPlace.get(place.full());
            if (hashes != null) {
                found.put(place, hashes);
            }
        }
        return found;
    }

    /**
     * Writes tiles that have grown.
     *
     * @param sizeBefore of the tree, which tells the places that have a row already
     */
    void write(Map<Tile, byte[]> changed, long sizeBefore) throws SQLException {
        try (var insert =
                        connection.prepareStatement(
                                "insert into ledger_tile (hashes, tile_level, tile_index)"
                                        + " values (?, ?, ?)");
                var update =
                        connection.prepareStatement(
                                "update ledger_tile set hashes = ?"
                                        + " where tile_level = ? and tile_index = ?")) {
            for (var tile : changed.entrySet()) {
                var place = tile.getKey();
                boolean there = Tile.inTree(place.level(), place.index(), sizeBefore).isPresent();
                var statement = there ? update : insert;
                statement.setBytes(1, tile.getValue());
                statement.setInt(2, place.level());
                statement.setLong(3, place.index());
                statement.addBatch();
            }
            insert.setQueryTimeout(Connections.STATEMENT_SECONDS);
            update.setQueryTimeout(Connections.STATEMENT_SECONDS);
            insert.executeBatch();
            update.executeBatch();
        }
    }
}
