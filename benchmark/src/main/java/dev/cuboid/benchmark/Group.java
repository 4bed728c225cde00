package dev.cuboid.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;

/** Cases that are measured together. */
interface Group {

  /**
   * @param rounds how often each contestant has its turn
   * @param quick whether each turn is short
   */
  void run(int rounds, boolean quick, PrintStream out)
      throws IOException, InterruptedException, SQLException;
}
