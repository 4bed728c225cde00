package dev.cuboid.server.rest;

import dev.cuboid.engine.rows.EncodedRows;
import dev.cuboid.server.http.Body;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Rows of the cache as part of an answer; what the cache keeps deflated is inflated piece by piece.
 */
record RowsBody(EncodedRows rows) implements Body {

  @Override
  public long length() {
    return rows.length();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    rows.writeTo(out);
  }
}
